import { figuresOf, validationFigures } from '../../../src/charts/runs/lossEstimate';
import { text } from '../../../src/charts/texts';
import { perplexityOf } from '../../../src/common/perplexity';
import type { ShownRun } from '../../../src/protocol/dashboard';
import type { Page } from '../../page';
import { figureList } from './figureList';

/** Returns the lists of figures of a run that trains a cloze model. Its figures are not those of a language model. */
export function clozeFigureLists({ texts, numbers }: Page) {
  const decimal = (value: number | undefined, digits = 2) => numbers.decimal(value ?? Number.NaN, digits);
  const deviation = (error: number | undefined, digits: number) =>
    error === undefined ? '' : `± ${numbers.decimal(error, digits)}`;
  const last = (run: ShownRun) => run.validation && validationFigures(run.validation.last);
  const best = (run: ShownRun) => run.validation?.best;
  const training = figureList([
    {
      label: () => text('Iteration'),
      value: run => numbers.whole(run.iteration),
      meaning: text('Number of updates of the weights so far.'),
    },
    {
      label: () => text('Loss'),
      value: run => decimal(figuresOf(run).loss, 3),
      meaning: text(
        'How badly the network predicts each token of its text from the tokens before and after it: the mean of -ln P(token), smoothed over the last updates. 0 would be perfect.',
      ),
    },
    {
      label: () => text('Training pseudo-perplexity'),
      value: run => decimal(figuresOf(run).perplexity),
      meaning: text(
        'exp of the loss. It is not the perplexity of a language model, and cannot be compared with one: the network also knows the tokens after each token.',
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
      label: () => text('Loss'),
      value: run => decimal(last(run)?.loss.value, 3),
      detail: run => deviation(last(run)?.loss.error, 3),
      meaning: text(
        'Loss on text that the network does not train on, in nats per token, with its standard error.',
      ),
    },
    {
      label: () => text('Pseudo-perplexity'),
      value: run => decimal(last(run)?.perplexity.value),
      detail: run => deviation(last(run)?.perplexity.error, 2),
      meaning: text(
        'exp of the loss on text that the network does not train on, with its standard error. Compare it only with that of other cloze models.',
      ),
    },
    {
      label: () => text('Best pseudo-perplexity'),
      value: run => decimal(perplexityOf(best(run)?.loss ?? Number.NaN)),
      detail: run => texts.t('iteration {0}', numbers.whole(best(run)?.iteration ?? Number.NaN)),
      meaning: text('The lowest value so far. The weights of that iteration are kept, and they score texts.'),
    },
  ]);
  return { training, validation };
}
