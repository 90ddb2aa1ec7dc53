import type { PageTexts } from '../../src/charts/texts';
import type { KindsRecord } from '../../src/protocol/kindsComparison';
import type { KindsPageRequests } from '../../src/protocol/kindsPage';
import { element } from '../dom';
import { button } from '../toolkit';

type ComparisonRequest = keyof Pick<
  KindsPageRequests,
  'stop' | 'proceed' | 'saveTable' | 'remove' | 'restore'
>;

/** Returns the buttons for the whole comparison. They call `request`. Only those that apply are shown. */
export function comparisonTools({ t }: PageTexts, request: (name: ComparisonRequest) => void) {
  const stop = button({ label: t('Stop'), primary: true, press: () => request('stop') });
  const proceed = button({ label: t('Continue'), primary: true, press: () => request('proceed') });
  const saveTable = button({ label: t('Save Table…'), press: () => request('saveTable') });
  const remove = button({ label: t('Delete'), press: () => request('remove') });
  const restore = button({ label: t('Restore'), primary: true, press: () => request('restore') });
  const all = [stop, proceed, saveTable, remove, restore];
  const showOnly = (...shown: readonly HTMLElement[]) => {
    for (const each of all) each.hidden = !shown.includes(each);
  };
  showOnly();
  return {
    box: element('div', 'toolbar', ...all),
    show: ({ results, options }: KindsRecord, isActive: boolean) =>
      showOnly(
        ...(isActive ? [stop] : results.length < options.models.length ? [proceed] : []),
        ...(results.length > 0 ? [saveTable] : []),
        remove,
      ),
    /** Shows the only button that applies to a deleted comparison. */
    showDeletion: () => showOnly(restore),
  };
}
