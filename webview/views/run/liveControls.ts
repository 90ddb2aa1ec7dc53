import { type PageText, text } from '../../../src/charts/texts';
import { liveValue } from '../../../src/common/liveValue';
import { type LiveSetting, liveSettings } from '../../../src/settings/settings';
import { element, setText } from '../../dom';
import { attempt, numberIn, type Page, type View } from '../../page';
import { button, textField } from '../../toolkit';

const labels: Record<LiveSetting, PageText> = {
  'training.learningRate': text('Learning rate'),
  'training.gradientClip': text('Gradient clip threshold'),
  'snapshot.interval': text('Sample interval'),
};

/**
 * Returns fields for the settings that can change during training. Plots over time mark each change of a
 * setting.
 */
export function liveControls(page: Page): View {
  const { host, model, texts } = page;
  const fields = liveSettings.map(setting => ({
    setting,
    field: textField({ label: '', value: '', enter: () => apply() }),
    shown: '',
  }));
  const press = button({ label: '', press: () => apply() });
  const box = element('div', 'field', ...fields.map(({ field }) => field), press);

  /** Sends the values that the user has changed. The engine reports values that are out of range. */
  const apply = () => {
    const run = model.current;
    if (!run) return;
    const typed = fields.map(({ setting, field }) => ({ setting, value: numberIn(field.value) }));
    if (typed.some(({ value }) => Number.isNaN(value))) {
      page.say(texts.t('Enter a number, such as 0.05.'));
      return;
    }
    const changes = typed.filter(({ setting, value }) => value !== liveValue(run.record, setting));
    attempt(page, Promise.all(changes.map(change => host.request('change', { id: run.id, ...change }))));
  };

  return {
    box,
    update() {
      const run = model.current?.record;
      if (!run) return;
      box.hidden = !run.live;
      setText(press, texts.t('Apply'));
      for (const entry of fields) {
        const label = texts.t(labels[entry.setting]);
        setText(entry.field, label);
        entry.field.setAttribute('aria-label', label);
        const value = liveValue(run, entry.setting);
        const shown = `${run.id} ${value}`;
        // Changes a field only if the run's value has changed, because the user may be typing in the field.
        if (entry.shown === shown) continue;
        entry.shown = shown;
        entry.field.value = String(value);
      }
    },
  };
}
