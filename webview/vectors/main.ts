import { plural } from '../../src/common/plural';
import './vectors.css';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { visible } from '../../src/common/visibleToken';
import { Channel, type Nothing } from '../../src/protocol/channel';
import { reasonOf } from '../../src/protocol/message';
import { UserError } from '../../src/protocol/userError';
import type { ListedWord, TokenVectorKind, VectorsFacts } from '../../src/protocol/vectors';
import type { VectorsPageRequests, VectorsPageTexts } from '../../src/protocol/vectorsPage';
import { element, setText } from '../dom';
import { portOf } from '../host';
import { textField } from '../toolkit';
import { chooser } from '../views/inputs';
import { analogyBox } from './analogy';
import { nearList } from './nearList';
import { WordList } from './wordList';
import { wordMap } from './wordMap';
import { wordTable } from './wordTable';

/** Number of nearest words that are shown for each word. */
const NEAR = 10;

const texts = new PageTexts();
const { t } = texts;
const numbers = new NumberFormat(() => texts.language);
const vscode = acquireVsCodeApi<Pick<VectorsPageTexts, 'source'>>();
const host = new Channel<VectorsPageRequests, Nothing, Nothing, Nothing>(portOf(vscode), {}, error =>
  console.error(error),
);
const status = element('p', 'note secondary');
status.setAttribute('role', 'status');
const problem = element('p', 'note warning');
problem.hidden = true;

const explain = (error: unknown) =>
  error instanceof UserError ? texts.message(error) : t('An unexpected error occurred: {0}', reasonOf(error));
const fail = (error: unknown) => {
  problem.hidden = false;
  setText(problem, explain(error));
};

function build(name: string): void {
  const title = element('h1', '', oneLine(name));
  const word = element('section', 'word');
  const list = new WordList(
    {
      find: (search, signal) => host.request('find', search, { signal }),
      near: (ids, signal) => host.request('near', { ids, count: NEAR }, { signal }),
    },
    () => table.update(),
    fail,
  );
  const choose = async ({ id }: Pick<ListedWord, 'id'>, name: string) => {
    table.mark(id);
    const [near] = await host.request('near', { ids: [id], count: NEAR });
    word.replaceChildren(
      element('h2', '', t('Nearest to {0}', visible(name))),
      nearList(near, numbers, each => void choose(each, each.word).catch(fail)),
    );
    map.mark([id, ...near.map(each => each.id)]);
  };
  const table = wordTable({
    list,
    texts,
    numbers,
    choose: chosen => void choose(chosen, chosen.word).catch(fail),
  });
  const map = wordMap({
    name,
    texts,
    numbers,
    load: params => host.request('map', params),
    choose: chosen => void choose(chosen, chosen.word).catch(fail),
    save: picture => host.request('save', picture),
    fail,
  });
  const found = element('span', 'secondary found');
  const search = textField({ label: t('Search'), value: '' });
  const look = () => {
    list.search(search.value).then(() => {
      table.begin();
      const words = numbers.whole(list.length);
      setText(found, plural(list.length, t('{0} word found', words), t('{0} words found', words)));
    }, ignoringCancelled);
  };
  search.addEventListener('input', look);
  const analogy = analogyBox({
    texts,
    numbers,
    ask: question => host.request('analogy', question),
    choose: each => void choose(each, each.word).catch(fail),
    explain,
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
      element('div', 'beside', map.box, word, analogy),
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
