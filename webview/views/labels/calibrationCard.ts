import { calibrationPlot } from '../../../src/charts/labels/calibrationPlot';
import type { Page, View } from '../../page';
import { PlotReadout } from '../../plot/readout';
import { SharedAxis } from '../../plot/sharedAxis';
import { plotCard } from '../plots/plotCard';
import type { RunEvaluation } from './evaluation';

/** Returns the card with the calibration curve of the current run. Hidden for a language model. */
export function calibrationCard(page: Page, evaluation: RunEvaluation): View {
  const across = new SharedAxis();
  new PlotReadout(across);
  const { texts, numbers } = page;
  return plotCard(page, {
    key: 'calibration',
    height: 180,
    across,
    content: () => {
      const network = evaluation.figures?.network;
      return network && calibrationPlot(network.calibration, { texts, numbers, theme: page.theme() });
    },
    note: () => {
      const error = evaluation.figures?.network?.calibrationError;
      return error === undefined
        ? undefined
        : texts.t(
            'Calibration error: {0}. Above the diagonal, the network is too cautious; below it, too sure.',
            numbers.decimal(error, 3),
          );
    },
  });
}
