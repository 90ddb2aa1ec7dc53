import { plural } from '../../src/common/plural';
import './vectors.css';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { Channel, type Nothing } from '../../src/protocol/channel';
import type { TokenVectorKind, VectorsFacts } from '../../src/protocol/vectors';
import type {
  VectorsPageEvents,
  VectorsPageRequests,
  VectorsPageTexts,
} from '../../src/protocol/vectorsPage';
import { element, setText } from '../dom';
import { portOf } from '../host';
import { textField } from '../toolkit';
import { chooser } from '../views/inputs';
import { analogyBox } from './analogy';
import { chosenWord, NEAR, PLACES } from './chosenWord';
import { WordList } from './wordList';
import { wordMap } from './wordMap';
import { wordSelection } from './wordSelection';
import { wordTable } from './wordTable';

const texts = new PageTexts();
const { t } = texts;
const numbers = new NumberFormat(() => texts.language);
const vscode = acquireVsCodeApi<Pick<VectorsPageTexts, 'source'>>();
const host = new Channel<VectorsPageRequests, VectorsPageEvents, Nothing, Nothing>(
  portOf(vscode),
  {},
  error => console.error(error),
);
const status = element('p', 'note secondary');
status.setAttribute('role', 'status');
const problem = element('p', 'note warning');
problem.hidden = true;

const fail = (error: unknown) => {
  problem.hidden = false;
  setText(problem, texts.explain(error));
};

function build(name: string): void {
  const title = element('h1', '', oneLine(name));
  const word = chosenWord({
    ...{ texts, numbers, fail },
    near: async id => (await host.request('near', { ids: [id], count: NEAR }))[0],
    unseen: each => host.request('unseen', { word: each, count: NEAR }),
    places: each => host.request('places', { word: each, count: PLACES }),
    reveal: place => void host.request('reveal', place).catch(fail),
    marked: ids => {
      table.mark(ids[0]);
      map.mark(ids);
    },
  });
  const list = new WordList(
    {
      find: (search, signal) => host.request('find', search, { signal }),
      near: (ids, signal) => host.request('near', { ids, count: NEAR }, { signal }),
    },
    () => table.update(),
    fail,
  );
  const table = wordTable({
    list,
    texts,
    numbers,
    choose: word.choose,
  });
  const map = wordMap({
    name,
    texts,
    numbers,
    load: (params, signal) => host.request('map', params, { signal }),
    list: words => selection.show(words),
    categories: () => host.request('categories', undefined),
    choose: word.choose,
    save: picture => host.request('save', picture),
    fail,
  });
  const selection = wordSelection({
    ...{ texts, numbers, choose: word.choose },
    open: words => void host.request('list', { words }).catch(fail),
  });
  host.on('mapProgress', ({ share }) => map.progress(share));
  const found = element('span', 'secondary found');
  const search = textField({ label: t('Search'), value: '' });
  const look = () => {
    list.search(search.value).then(() => {
      table.begin();
      const words = numbers.whole(list.length);
      setText(found, plural(list.length, t('{0} word found', words), t('{0} words found', words)));
      const wanted = search.value.trim();
      if (list.length === 0 && wanted !== '') word.lookUp(wanted).catch(fail);
    }, ignoringCancelled);
  };
  search.addEventListener('input', look);
  const analogy = analogyBox({
    texts,
    numbers,
    ask: question => host.request('analogy', question),
    choose: word.choose,
  });
  const kinds = chooser(of => {
    setText(status, t('Reading…'));
    host.request('use', { of: of as TokenVectorKind }).then(source => {
      vscode.setState({ source });
      build(name);
    }, fail);
  }, true);
  kinds.name(t('Vectors'));
  kinds.show([], '');
  const words = element('section', 'words', element('div', 'field', search, found), table.box);
  document.body.replaceChildren(
    element(
      'main',
      'vectors',
      title,
      status,
      kinds.box,
      problem,
      words,
      element('div', 'beside', map.box, selection.box, word.box, analogy),
    ),
  );
  host.request('describe', undefined).then(facts => {
    const { words: count, hasCounts, model } = facts;
    setText(status, statusText(facts));
    if (model) {
      kinds.show(
        model.kinds.map(key => ({ key, label: kindName(key) })),
        model.of,
      );
    }
    table.name(hasCounts);
    map.begin(count);
    look();
  }, fail);
}

function statusText({ words, size, model }: VectorsFacts): string {
  const figures = [numbers.whole(words), numbers.whole(size)] as const;
  if (!model) return t('{0} words, {1} dimensions', ...figures);
  const tokens = t('Tokens: {0}, dimensions: {1}', ...figures);
  if (model.tokens === undefined) return tokens;
  const read = t('Means over the start of the training text (tokens: {0})', numbers.whole(model.tokens));
  return `${tokens} · ${read}`;
}

function kindName(kind: TokenVectorKind): string {
  switch (kind) {
    case 'embedding':
      return t('Embedding');
    case 'input':
      return t('Input weights (Wxh)');
    case 'output':
      return t('Output weights (Why)');
    case 'hidden':
      return t('Mean hidden state after the token');
  }
}

/**
 * Shows an error, unless it says that the request was cancelled. A request is cancelled when the user changes
 * the search.
 */
function ignoringCancelled(error: unknown): void {
  if (!(error instanceof Error && error.name === 'Cancelled')) fail(error);
}

host.request('ready', undefined).then(({ translations, language, name, source }) => {
  texts.use(translations, language);
  vscode.setState({ source });
  build(name);
}, fail);
