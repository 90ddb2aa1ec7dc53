import { plural } from '../../src/common/plural';
import './vectors.css';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { visible } from '../../src/common/visibleToken';
import { Channel, type Nothing } from '../../src/protocol/channel';
import { reasonOf } from '../../src/protocol/message';
import { UserError } from '../../src/protocol/userError';
import type { ListedWord } from '../../src/protocol/vectors';
import type { VectorsPageRequests, VectorsPageTexts } from '../../src/protocol/vectorsPage';
import { element, setText } from '../dom';
import { portOf } from '../host';
import { textField } from '../toolkit';
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
  const words = element('section', 'words', element('div', 'field', search, found), table.box);
  document.body.replaceChildren(
    element(
      'main',
      'vectors',
      title,
      status,
      problem,
      words,
      element('div', 'beside', map.box, word, analogy),
    ),
  );
  host.request('describe', undefined).then(({ words: count, size, hasCounts }) => {
    setText(status, t('{0} words, {1} dimensions', numbers.whole(count), numbers.whole(size)));
    table.name(hasCounts);
    map.begin(count);
    look();
  }, fail);
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
