import { labelsOf } from '../../../src/charts/comparison/labels';
import { exactByLengthPlot } from '../../../src/charts/translation/exactByLengthPlot';
import { shortName } from '../../../src/common/runNames';
import type { Page, View } from '../../page';
import { PlotReadout } from '../../plot/readout';
import { SharedAxis } from '../../plot/sharedAxis';
import { plotCard } from '../plots/plotCard';
import type { TranslatorEvaluations } from './evaluations';

/** Returns the card with the exact targets by the length of the source, of all shown translators. Hidden if there are none. */
export function exactByLengthCard(page: Page, evaluations: TranslatorEvaluations): View {
  const across = new SharedAxis();
  new PlotReadout(across);
  const { model, texts, numbers } = page;
  return plotCard(page, {
    key: 'exactByLength',
    height: 180,
    across,
    content: () => {
      const labels = labelsOf(model.runs);
      const runs = model.runs.flatMap(({ id, record }, color) => {
        const { byLength } = evaluations.of(id)?.figures?.network ?? {};
        const name = (model.runs.length > 1 && labels.get(id)) || shortName(record);
        return byLength ? [{ name, color, byLength }] : [];
      });
      return runs.length > 0 ? exactByLengthPlot(runs, { texts, numbers, theme: page.theme() }) : undefined;
    },
    note: () =>
      texts.t('Of held-out sources, in groups of five lengths; each point is in the middle of its group.'),
  });
}
