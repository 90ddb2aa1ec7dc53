import {
  metricColumns,
  noteColumns,
  settingColumns,
  usualMetrics,
} from '../../../src/charts/comparison/columns';
import { labelsOf } from '../../../src/charts/comparison/labels';
import { BY_SEEDS, groupingOf, seedGroups } from '../../../src/charts/comparison/seeds';
import { unknownNote } from '../../../src/charts/runs/unknownNote';
import { differingTraits } from '../../../src/common/differingTraits';
import { element, setText } from '../../dom';
import { narrow } from '../../narrow';
import type { Page, View } from '../../page';
import { checkbox } from '../../toolkit';
import { chooser } from '../inputs';
import { runList } from './runList';
import { runTable } from './runTable';

/**
 * Shows a table that compares the shown runs: the settings in which they differ, and their results. A narrow
 * page shows a list instead.
 */
export function comparisonView(page: Page): View {
  const { model, state, texts } = page;
  const title = element('h2');
  const all = checkbox(state.value.allSettings, checked => {
    state.set({ allSettings: checked });
    page.refresh();
  });
  const group = chooser(key => {
    state.set({ group: key });
    page.refresh();
  }, true);
  const summary = element('summary');
  const choices = element('div', 'choices');
  const columns = element('details', 'columns', summary, choices);
  const table = runTable(page);
  const list = runList(page);
  const notes = element('div', 'notes secondary');
  const box = element(
    'section',
    'comparison',
    element('div', 'heading', title, all.box, group.box, columns),
    table.box,
    list.box,
    notes,
  );
  let offered = '';
  narrow.addEventListener('change', page.refresh);

  const chosen = () => state.value.columns ?? usualMetrics;
  const offer = (keys: readonly { readonly key: string; readonly label: string }[]) => {
    const now = JSON.stringify(keys);
    if (now === offered) return;
    offered = now;
    choices.replaceChildren(
      ...keys.map(({ key, label }) => {
        const choice = checkbox(chosen().includes(key), checked => {
          const others = chosen().filter(other => other !== key);
          state.set({ columns: checked ? [...others, key] : others });
          page.refresh();
        });
        choice.name(label);
        return choice.box;
      }),
    );
  };

  return {
    box,
    update() {
      box.hidden = model.shown.ids.length < 2;
      if (box.hidden) return;
      setText(title, texts.t('{0} runs', model.shown.ids.length));
      all.name(texts.t('All settings'));
      const differing = differingTraits(model.runs.map(({ record }) => record));
      const seeds = seedGroups(model.runs).length > 0 ? [{ key: BY_SEEDS, label: texts.t('seeds') }] : [];
      const groupings = [
        { key: '', label: texts.t('none') },
        ...seeds,
        ...differing.map(key => ({ key, label: key })),
      ];
      if (!groupings.some(({ key }) => key === (state.value.group ?? ''))) state.set({ group: undefined });
      group.name(texts.t('Group by'));
      group.show(groupings, groupingOf(state.value.group, model.runs) ?? '');
      setText(summary, texts.t('Columns'));
      const metrics = metricColumns(model.runs, page);
      offer(metrics);
      const settings = settingColumns(model.runs, state.value.allSettings);
      setText(notes, unknownNotes(page).join('\n'));
      const written = noteColumns(model.runs, texts);
      list.box.hidden = !narrow.matches;
      table.box.hidden = all.box.hidden = columns.hidden = narrow.matches;
      if (narrow.matches) list.show(metrics);
      else table.show([...settings, ...metrics.filter(({ key }) => chosen().includes(key)), ...written]);
    },
  };
}

/** Returns notes that explain the asterisk next to a validation figure. */
function unknownNotes({ model, texts, numbers }: Page): string[] {
  const labels = labelsOf(model.runs);
  return model.runs.flatMap(({ id, record }) => {
    const note = unknownNote(record, texts, numbers);
    return note === undefined ? [] : [texts.t('* Validation text of {0}: {1}', labels.get(id) ?? id, note)];
  });
}
