import './modelFiles.css';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { modelFileFormats } from '../../src/common/modelFileTexts';
import { plural } from '../../src/common/plural';
import { Channel, type Nothing } from '../../src/protocol/channel';
import type { ModelFileSummary } from '../../src/protocol/modelFile';
import type {
  ModelFileAction,
  ModelFilePageEvents,
  ModelFilePageRequests,
} from '../../src/protocol/modelFilePage';
import { element, setText } from '../dom';
import { portOf } from '../host';
import { button, textField } from '../toolkit';
import { RowList } from './rowList';
import { rowTable } from './rowTable';
import { extentText, factList, partTable, rowsNote } from './summary';

const texts = new PageTexts();
const { t } = texts;
const numbers = new NumberFormat(() => texts.language);
const look = { texts, numbers };
const host = new Channel<ModelFilePageRequests, ModelFilePageEvents, Nothing, Nothing>(
  portOf(acquireVsCodeApi()),
  {},
  error => console.error(error),
);
const problem = element('p', 'note warning');
problem.setAttribute('role', 'alert');
const say = (message: string) => {
  problem.hidden = message === '';
  setText(problem, message);
};
say('');
const fail = (error: unknown) => say(texts.explain(error));

function build(name: string, isTrusted: boolean): void {
  const status = element('p', 'note secondary', t('Reading…'));
  status.setAttribute('role', 'status');
  const content = element('div', 'content');
  document.body.replaceChildren(
    element('main', 'model-file experiment', element('h1', '', oneLine(name)), status, problem, content),
  );
  let trusted = isTrusted;
  let shown: ModelFileSummary | undefined;
  const show = (summary: ModelFileSummary) => {
    shown = summary;
    setText(status, `${t(modelFileFormats[summary.format])} · ${extentText(summary.extent, look)}`);
    content.replaceChildren(...sections(summary, trusted));
  };
  const read = () => host.request('describe', undefined).then(show, fail);
  host.on('failed', ({ message }) => say(message));
  host.on('changed', () => {
    say('');
    void read();
  });
  host.on('trusted', () => {
    trusted = true;
    if (shown) show(shown);
  });
  void read();
}

function sections(summary: ModelFileSummary, isTrusted: boolean): HTMLElement[] {
  const { damage, warnings, facts, parts, extent, rows } = summary;
  const state = element('p', damage ? 'note damage' : 'note secondary', damageText(summary));
  state.hidden = summary.damage === undefined && !extent.isWhole;
  return [
    state,
    ...warnings.map(warning => element('p', 'note warning', oneLine(texts.message(warning)))),
    actions(summary, isTrusted),
    factList(facts, look),
    ...parts.map(part => partTable(part, look)),
    ...(rows.count > 0 ? [contents(summary)] : []),
  ];
}

function damageText({ damage }: ModelFileSummary): string {
  return damage ? oneLine(texts.message(damage)) : t('No damage was found.');
}

/** Returns the buttons. In Restricted Mode, the file can only be looked at. */
function actions({ use, damage }: ModelFileSummary, isTrusted: boolean): HTMLElement {
  const press = (action: ModelFileAction) => () => {
    say('');
    host.request('act', { action }).catch(fail);
  };
  const offered: [ModelFileAction, string][] = damage
    ? []
    : use === 'model'
      ? [
          ['use', t('Use as Active Model')],
          ['compare', t('Compare…')],
        ]
      : use === 'vectors'
        ? [['vectors', t('Show Vectors')]]
        : [];
  const buttons = offered.map(([action, label], i) => {
    const made = button({ label, primary: i === 0, press: press(action) });
    made.disabled = !isTrusted;
    return made;
  });
  const note = element('p', 'note secondary', t('Trust the workspace to use this file.'));
  note.hidden = isTrusted || offered.length === 0;
  const text = button({ label: t('Open in Text Editor'), press: press('text') });
  return element('div', 'actions', ...buttons, text, note);
}

/** Returns the searchable rows of the file. */
function contents(summary: ModelFileSummary): HTMLElement {
  const found = element('span', 'secondary found');
  found.setAttribute('role', 'status');
  const list = new RowList(
    (search, signal) => host.request('find', search, { signal }),
    () => table.update(),
    fail,
  );
  const table = rowTable({ list, kind: summary.rows.kind, ...look });
  const search = textField({ label: t('Search'), value: '' });
  const find = async () => {
    await list.search(search.value);
    table.begin();
    const rows = numbers.whole(list.length);
    setText(found, plural(list.length, t('{0} entry found', rows), t('{0} entries found', rows)));
  };
  search.addEventListener('input', () => void find());
  if (summary.rows.kind === 'ngrams') search.placeholder = t('2: the – n-grams of length 2 with "the"');
  const note = element('p', 'note secondary', rowsNote(summary, look));
  note.hidden = note.textContent === '';
  void find();
  return element(
    'section',
    'words',
    element('h2', '', t('Contents of the file')),
    note,
    element('div', 'field', search, found),
    table.box,
  );
}

host
  .request('ready', undefined)
  .then(({ translations, language, name, isTrusted }) => {
    texts.use(translations, language);
    build(name, isTrusted);
  })
  .catch(fail);
