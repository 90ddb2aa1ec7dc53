import type { Column } from '../../../src/charts/comparison/columns';
import { penOf } from '../../../src/charts/plot/theme';
import type { RunData } from '../../../src/charts/runs/runData';
import { stateNames } from '../../../src/charts/stateNames';
import { element } from '../../dom';
import { emphasisOf } from '../../drawnRuns';
import { icon } from '../../icons';
import { attempt, type Page } from '../../page';
import { swatch } from '../../plot/swatch';
import { iconButton } from '../inputs';

/**
 * Returns a run's table row, with its figures and buttons to highlight, hide and remove it. `isOut`: the run
 * is outside the brushed ranges.
 */
export function runRow(
  page: Page,
  run: RunData,
  columns: readonly Column[],
  bests: readonly unknown[],
  isOut: boolean,
): HTMLElement {
  const { model, state, texts, highlight } = page;
  const { name, state: runState } = run.record;
  const isHidden = state.value.hidden.includes(run.id);
  const eye = iconButton(isHidden ? 'hidden' : 'shown', () => hide(page, run.id));
  const gone = iconButton('remove', () => remove(page, run.id));
  const find = element('button', 'run', swatch(penOf(page.theme(), run.color)), element('span', '', name));
  const picture = icon(runState);
  const mark = element('span', 'run-state', picture.box);
  const row = element(
    'tr',
    '',
    element('th', 'name', eye.box, find, mark, gone.box),
    ...columns.map((column, i) => {
      const isBest = bests[i] !== undefined && column.value(run) === bests[i];
      return element('td', isBest ? `${column.kind} best` : column.kind, column.text(run));
    }),
  );
  find.type = 'button';
  find.title = `${name}: ${texts.t('Highlight its lines')}`;
  find.setAttribute('aria-pressed', String(highlight.value === run.id));
  find.addEventListener('click', () => pick(page, run));
  row.addEventListener('click', event => event.target instanceof HTMLTableCellElement && pick(page, run));
  eye.say(isHidden ? texts.t('Show {0}', name) : texts.t('Hide {0}', name));
  gone.say(texts.t('Remove {0} from comparison', name));
  mark.title = texts.t(stateNames[runState]);
  picture.box.setAttribute('role', 'img');
  picture.box.removeAttribute('aria-hidden');
  picture.box.setAttribute('aria-label', mark.title);
  row.dataset.run = run.id;
  row.dataset.emphasis = isHidden || isOut ? 'faded' : (emphasisOf(page, run.id) ?? '');
  row.ariaCurrent = run.id === model.shown.current ? 'true' : 'false';
  return row;
}

function pick(page: Page, run: RunData): void {
  const { model, highlight, host } = page;
  highlight.value = highlight.value === run.id ? undefined : run.id;
  if (run.id !== model.shown.current) attempt(page, host.request('focus', { id: run.id }));
}

function hide({ state, refresh }: Page, id: string): void {
  const { hidden } = state.value;
  state.set({ hidden: hidden.includes(id) ? hidden.filter(other => other !== id) : [...hidden, id] });
  refresh();
}

function remove(page: Page, id: string): void {
  const ids = page.model.shown.ids.filter(other => other !== id);
  attempt(page, page.host.request('choose', { ids }));
}
