import { isChanged, type ListedSetting, listedSettings } from '../../../src/charts/runs/listedSettings';
import type { RunRecord } from '../../../src/protocol/run';
import { element, setText } from '../../dom';
import type { Page, View } from '../../page';
import { textField } from '../../toolkit';
import { fold } from '../fold';
import { settingList } from './settingList';

/**
 * Shows the settings of the run that differ from the defaults and have an effect. A separate part of the page
 * lists all settings, with a filter.
 */
export function configurationView(page: Page): View {
  const { model, texts } = page;
  const changed = settingList(texts);
  const none = element('p', 'secondary note');
  const all = allSettings(page);
  const every = fold(page, { key: 'all-settings', title: () => texts.t('All settings'), contents: [all] });
  return {
    box: element('section', 'settings', changed.box, none, every.box),
    update() {
      const run = model.current?.record;
      if (!run) return;
      const shown = listedSettings(run, model.defaults).filter(isChanged);
      changed.show(shown);
      none.hidden = shown.length > 0;
      setText(none, texts.t('Every setting has its default value.'));
      every.update();
    },
  };
}

/** Returns the title of this part of the page. It contains the number of listed settings. */
export function configurationTitle({ model, texts }: Page): string {
  const run = model.current?.record;
  const count = run ? listedSettings(run, model.defaults).filter(isChanged).length : 0;
  return count === 0 ? texts.t('Settings') : texts.t('Settings: {0} changed from the defaults', count);
}

/**
 * Shows all settings of the run whose name or value contains the typed text, and the build of the kernels.
 */
function allSettings({ model, texts, refresh }: Page): View {
  const filter = textField({ label: '', value: '' });
  const list = settingList(texts);
  const nothing = element('p', 'secondary note');
  filter.size = 24;
  filter.addEventListener('input', refresh);

  /** Returns a text with the build of the kernels and the iterations at which the build changed. */
  const kernelsOf = ({ kernels, kernelChanges = [] }: RunRecord) =>
    kernelChanges.reduce(
      (before, { iteration, to }) => texts.t('{0}; from iteration {1} on {2}', before, iteration, to),
      String(kernelChanges[0]?.from ?? kernels),
    );
  const matches = ({ name, value }: ListedSetting) =>
    `${name} ${value}`.toLowerCase().includes(filter.value.trim().toLowerCase());

  return {
    box: element('div', 'all', filter, list.box, nothing),
    update() {
      const run = model.current?.record;
      if (!run) return;
      setText(filter, texts.t('Filter settings'));
      filter.setAttribute('aria-label', texts.t('Filter settings'));
      const kernels = kernelsOf(run);
      const rows = [
        ...listedSettings(run, model.defaults),
        { name: 'kernels', value: kernels, usual: kernels },
      ];
      const shown = rows.filter(matches);
      list.show(shown);
      nothing.hidden = shown.length > 0;
      setText(nothing, texts.t('No setting matches.'));
    },
  };
}
