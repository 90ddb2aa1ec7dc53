import { plural } from '../../src/common/plural';
import './surprisal.css';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import { Channel, type Nothing } from '../../src/protocol/channel';
import { reasonOf } from '../../src/protocol/message';
import type { TableEvents, TableRequests } from '../../src/protocol/surprisalPage';
import { element, setText } from '../dom';
import { portOf } from '../host';
import { controls } from './controls';
import { TableModel } from './tableModel';
import { tableView } from './tableView';

/**
 * Minimum share of rows with unknown tokens, from 0 to 1, at which the page shows a warning: most figures then
 * depend on which words the model lacks.
 */
const MOSTLY = 0.5;

const texts = new PageTexts();
const { t } = texts;
const numbers = new NumberFormat(() => texts.language);
const model = new TableModel();
const host = new Channel<TableRequests, TableEvents, Nothing, Nothing>(
  portOf(acquireVsCodeApi()),
  {},
  error => console.error(error),
);
const title = element('h1');
const facts = element('p', 'note secondary');
const note = element('p', 'note warning');
const status = element('div', 'status note');
status.setAttribute('role', 'status');
note.hidden = true;

const fail = (error: unknown) => setText(status, t('An unexpected error occurred: {0}', reasonOf(error)));
const ask = (request: Promise<unknown>) => void request.catch(fail);
let models: readonly string[] = [];

function build(): void {
  const view = tableView({
    model,
    texts,
    numbers,
    reveal: ({ start, end }) => ask(host.request('reveal', { start, end })),
  });
  const choice = controls({
    texts,
    chooseRows: rows => ask(host.request('chooseRows', rows)),
    chooseModels: () => ask(host.request('chooseModels', undefined)),
    exportTable: () => ask(host.request('exportTable', undefined)),
    readAgain: () => ask(host.request('readAgain', undefined)),
  });
  document.body.replaceChildren(
    element('main', 'table-page', title, facts, choice.box, status, note, view.box),
  );

  const describe = () => {
    const { length } = model;
    const rows = plural(length, t('{0} row', numbers.whole(length)), t('{0} rows', numbers.whole(length)));
    setText(facts, [...models, rows].join(' · '));
    view.update();
  };
  host.on('began', began => {
    model.begin();
    ({ models } = began);
    setText(title, began.name);
    setText(status, t('Reading…'));
    note.hidden = true;
    choice.show(began.choice);
    view.begin();
    describe();
  });
  host.on('rows', lines => {
    model.add(lines);
    describe();
  });
  host.on('progress', ({ share }) => setText(status, t('Reading: {0}', numbers.wholePercent(share))));
  host.on('ended', ({ isWhole }) => {
    const shown = t('These are the first {0} rows. An export contains all.', numbers.whole(model.length));
    setText(status, isWhole ? '' : shown);
    const warnings = unknownWarnings();
    note.hidden = warnings.length === 0;
    setText(note, warnings.join('\n'));
    view.end();
    describe();
  });
  host.on('failed', ({ message }) => setText(status, message));
  host.on('outdated', () => {
    setText(status, t('The text changed. The places of the rows may be wrong.'));
    choice.offerAgain();
  });
}

/** Returns a warning for each model that does not know most of the text. */
function unknownWarnings(): string[] {
  return model
    .unknownRows()
    .flatMap((unknown, i) =>
      unknown > 0 && unknown >= MOSTLY * model.length ? [unknownWarning(unknown, models[i] ?? '')] : [],
    );
}

function unknownWarning(unknown: number, name: string): string {
  const args = [numbers.whole(unknown), numbers.whole(model.length), name];
  return plural(
    model.length,
    t('{0} of {1} row has tokens unknown to {2}', ...args),
    t('{0} of {1} rows have tokens unknown to {2}', ...args),
  );
}

host.request('ready', undefined).then(({ translations, language }) => {
  texts.use(translations, language);
  build();
}, fail);
