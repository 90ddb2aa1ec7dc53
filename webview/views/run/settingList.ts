import type { ListedSetting } from '../../../src/charts/runs/listedSettings';
import type { PageTexts } from '../../../src/charts/texts';
import { element } from '../../dom';

/**
 * Returns a list of settings with their values and default values. It also says why some settings have no
 * effect.
 */
export function settingList({ t }: PageTexts) {
  const box = element('dl', 'configuration');
  let shown = '';

  const noteOf = ({ value, usual, noEffect }: ListedSetting): string => {
    if (noEffect)
      return 'onlyWith' in noEffect
        ? t('only with {0}', noEffect.onlyWith)
        : t('only without {0}', noEffect.onlyWithout);
    return usual === undefined || usual === value ? '' : t('default: {0}', String(usual));
  };
  const rowOf = (setting: ListedSetting) => {
    const value = element('span', 'value', String(setting.value));
    const note = element('span', 'secondary note', noteOf(setting));
    return [element('dt', '', setting.name), element('dd', '', value, ' ', note)];
  };
  /** Draws the list if it has changed. */
  const show = (settings: readonly ListedSetting[]) => {
    box.hidden = settings.length === 0;
    const key = JSON.stringify(settings);
    if (key === shown) return;
    shown = key;
    box.replaceChildren(...settings.flatMap(rowOf));
  };
  return { box, show };
}
