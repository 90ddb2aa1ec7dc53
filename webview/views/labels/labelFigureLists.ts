import { figuresOf } from '../../../src/charts/runs/lossEstimate';
import { text } from '../../../src/charts/texts';
import type { ShownRun } from '../../../src/protocol/dashboard';
import type { Page } from '../../page';
import { figureList } from '../run/figureList';

/** Returns the lists of figures of a run that trains a classifier or a tagger. */
export function labelFigureLists({ texts, numbers }: Page) {
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
        'How badly the network predicts the labels of the examples that it trains on: the mean of -ln P(label), smoothed over the last updates. 0 would be perfect; guessing gives ln of the number of labels.',
      ),
    },
    {
      label: () => text('Tokens/s'),
      value: run => (run.tokensPerSecond > 0 ? numbers.short(run.tokensPerSecond) : '–'),
      meaning: text('Number of tokens that the network trains on per second.'),
    },
    {
      label: () => text('Training time'),
      value: run => numbers.duration(run.elapsed),
      meaning: text('Time spent on training, without pauses.'),
    },
  ]);
  const validation = figureList([
    {
      label: () => text('Accuracy'),
      value: run => percent(last(run)?.accuracy),
      meaning: text('Share of correct labels of examples that the network does not train on.'),
    },
    {
      label: () => text('macro-F1'),
      value: run => decimal(last(run)?.macroF1),
      meaning: text('Mean of the F1 scores of the labels; each label counts the same, however rare it is.'),
    },
    {
      label: () => text('Loss'),
      value: run => decimal(last(run)?.loss),
      detail: run => {
        const error = last(run)?.error;
        return error === undefined ? '' : `± ${numbers.decimal(error, 3)}`;
      },
      meaning: text(
        'Mean of -ln P(label) of examples that the network does not train on, in nats per label, with its standard error.',
      ),
    },
    {
      label: () => text('Lowest loss'),
      value: run => decimal(best(run)?.loss),
      detail: run => texts.t('iteration {0}', numbers.whole(best(run)?.iteration ?? Number.NaN)),
      meaning: text(
        'The lowest validation loss so far. The weights of that iteration are kept, and they label texts.',
      ),
    },
  ]);
  return { training, validation };
}
