import { penOf } from '../../../src/charts/plot/theme';
import type { RunData } from '../../../src/charts/runs/runData';
import { stateNames } from '../../../src/charts/stateNames';
import { element } from '../../dom';
import { emphasisOf } from '../../drawnRuns';
import { icon } from '../../icons';
import { attempt, type Page } from '../../page';
import { swatch } from '../../plot/swatch';
import { iconButton } from '../inputs';

/** Returns the name of a run, its state, and buttons that highlight, hide and remove it. */
export function runParts(page: Page, run: RunData, label: string) {
  const { state, texts, highlight } = page;
  const runState = run.record.state;
  const isHidden = state.value.hidden.includes(run.id);
  const eye = iconButton(isHidden ? 'hidden' : 'shown', () => hide(page, run.id));
  const gone = iconButton('remove', () => remove(page, run.id));
  const find = element('button', 'run', swatch(penOf(page.theme(), run.color)), element('span', '', label));
  const picture = icon(runState);
  const mark = element('span', 'run-state', picture.box);
  find.type = 'button';
  find.title = `${label}: ${texts.t('Highlight its lines')}`;
  find.setAttribute('aria-pressed', String(highlight.value === run.id));
  find.addEventListener('click', () => pick(page, run));
  eye.say(isHidden ? texts.t('Show {0}', label) : texts.t('Hide {0}', label));
  gone.say(texts.t('Remove {0} from comparison', label));
  mark.title = texts.t(stateNames[runState]);
  picture.box.setAttribute('role', 'img');
  picture.box.removeAttribute('aria-hidden');
  picture.box.setAttribute('aria-label', mark.title);
  return { eye: eye.box, find, mark, gone: gone.box };
}

/**
 * Sets the attributes of a run's row: the run, its emphasis, and whether it is the current run. `isOut` says
 * whether the run is outside the brushed ranges.
 */
export function markRow(page: Page, run: RunData, row: HTMLElement, isOut: boolean): void {
  const isHidden = page.state.value.hidden.includes(run.id);
  row.dataset.run = run.id;
  row.dataset.emphasis = isHidden || isOut ? 'faded' : (emphasisOf(page, run.id) ?? '');
  row.ariaCurrent = run.id === page.model.shown.current ? 'true' : 'false';
}

/** Makes a run the current run and highlights it. Removes the highlight if the run is already highlighted. */
export function pick(page: Page, run: RunData): void {
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
