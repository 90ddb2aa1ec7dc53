import { figuresOf } from '../../../src/charts/runs/lossEstimate';
import { text } from '../../../src/charts/texts';
import type { ShownRun } from '../../../src/protocol/dashboard';
import type { Page } from '../../page';
import { figureList } from '../run/figureList';

/** Returns the lists of figures of a run that trains a translator. */
export function translationFigureLists({ texts, numbers }: Page) {
  const percent = (share: number | undefined) =>
    share === undefined ? '–' : `${numbers.decimal(100 * share, 1)}%`;
  const decimal = (value: number | undefined) => numbers.decimal(value ?? Number.NaN, 3);
  const last = (run: ShownRun) => run.validation?.last;
  const best = (run: ShownRun) => run.validation?.best;
  const training = figureList([
    {
      label: () => text('Iteration'),
      value: run => numbers.whole(run.iteration),
      meaning: text('Number of updates of the weights so far.'),
    },
    {
      label: () => text('Loss'),
      value: run => decimal(figuresOf(run).loss),
      meaning: text(
        'How badly the network predicts the symbols of the targets that it trains on, given the correct symbols before: the mean of -ln P(symbol), smoothed over the last updates. 0 would be perfect.',
      ),
    },
    {
      label: () => text('Tokens/s'),
      value: run => (run.tokensPerSecond > 0 ? numbers.short(run.tokensPerSecond) : '–'),
      meaning: text('Number of symbols of sources and targets that the network trains on per second.'),
    },
    {
      label: () => text('Training time'),
      value: run => numbers.duration(run.elapsed),
      meaning: text('Time spent on training, without pauses.'),
    },
  ]);
  const validation = figureList([
    {
      label: () => text('Exact targets'),
      value: run => percent(last(run)?.exact),
      meaning: text(
        'Share of the held-out sources whose target the network writes without an error, by greedy search.',
      ),
    },
    {
      label: () => text('Correct next symbols'),
      value: run => percent(last(run)?.accuracy),
      meaning: text(
        'Share of the symbols of held-out targets that are the most likely ones after the correct symbols before.',
      ),
    },
    {
      label: () => text('Loss'),
      value: run => decimal(last(run)?.loss),
      detail: run => {
        const error = last(run)?.error;
        return error === undefined ? '' : `± ${numbers.decimal(error, 3)}`;
      },
      meaning: text(
        'Mean of -ln P(symbol) of held-out targets, in nats per symbol, with its standard error.',
      ),
    },
    {
      label: () => text('Lowest loss'),
      value: run => decimal(best(run)?.loss),
      detail: run => texts.t('iteration {0}', numbers.whole(best(run)?.iteration ?? Number.NaN)),
      meaning: text(
        'The lowest validation loss so far. The weights of that iteration are kept, and they write targets.',
      ),
    },
  ]);
  return { training, validation };
}
