import { figuresOf, type LossEstimate, validationFigures } from '../../../src/charts/runs/lossEstimate';
import { unknownNote } from '../../../src/charts/runs/unknownNote';
import { text } from '../../../src/charts/texts';
import { perplexityOf } from '../../../src/common/perplexity';
import { taskOf } from '../../../src/common/runTask';
import type { ShownRun } from '../../../src/protocol/dashboard';
import { element, setText } from '../../dom';
import type { Page, View } from '../../page';
import { labelFigureLists } from '../labels/labelFigureLists';
import { translationFigureLists } from '../translation/translationFigureLists';
import { clozeFigureLists } from './clozeFigureLists';
import { figureList } from './figureList';

/**
 * Shows the figures of the run: six of the training and, if the run is validated, four of the validation.
 */
export function figuresView(page: Page): View {
  const { model, texts, numbers } = page;
  const [ofLabels, ofPairs, ofCloze] = [
    labelFigureLists(page),
    translationFigureLists(page),
    clozeFigureLists(page),
  ];
  const training = figureList([
    {
      label: () => text('Iteration'),
      value: run => numbers.whole(run.iteration),
      meaning: text('Number of updates of the weights so far.'),
    },
    {
      label: () => text('Loss'),
      value: run => numbers.decimal(figuresOf(run).loss, 3),
      meaning: text(
        'How badly the network predicts the next token of the text that it trains on: the mean of -ln P(token), smoothed over the last updates. 0 would be perfect; guessing gives ln of the number of symbols.',
      ),
    },
    {
      label: () => text('Training perplexity'),
      value: run => numbers.decimal(figuresOf(run).perplexity),
      meaning: text(
        'exp of the loss: the network is as uncertain as if it chose from this number of equally likely tokens. 1 would be perfect; guessing gives the number of symbols.',
      ),
    },
    { label: bitsLabel, value: run => numbers.decimal(figuresOf(run).bits, 3), meaning: bitsMeaning },
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
  const last = (run: ShownRun) => run.validation && validationFigures(run.validation.last);
  const best = ({ validation }: ShownRun) => validation?.best;
  const deviation = (estimate: LossEstimate | undefined, digits: number) =>
    estimate?.error === undefined ? '' : `± ${numbers.decimal(estimate.error, digits)}`;
  const decimal = (value: number | undefined, digits = 2) => numbers.decimal(value ?? Number.NaN, digits);
  const validation = figureList([
    {
      label: () => text('Loss'),
      value: run => decimal(last(run)?.loss.value, 3),
      detail: run => deviation(last(run)?.loss, 3),
      meaning: text(
        'Loss on text that the network does not train on, in nats per token, with its standard error.',
      ),
    },
    {
      label: () => text('Perplexity'),
      value: run => decimal(last(run)?.perplexity.value),
      detail: run => deviation(last(run)?.perplexity, 2),
      meaning: text(
        'Perplexity of text that the network does not train on, with its standard error. If it is far above the training perplexity, the network memorises its text.',
      ),
    },
    {
      label: bitsLabel,
      value: run => decimal(last(run)?.bits.value, 3),
      detail: run => deviation(last(run)?.bits, 3),
      meaning: bitsMeaning,
    },
    {
      label: () => text('Best perplexity'),
      value: run => decimal(perplexityOf(best(run)?.loss ?? Number.NaN)),
      detail: run => texts.t('iteration {0}', numbers.whole(best(run)?.iteration ?? Number.NaN)),
      meaning: text(
        'The lowest validation perplexity so far. The weights of that iteration are kept, and they score texts.',
      ),
    },
  ]);
  const title = element('h2');
  const note = element('div', 'note secondary');
  const lists = [{ training, validation }, ofLabels, ofPairs, ofCloze];
  const boxesOf = (part: 'training' | 'validation') => lists.map(each => each[part].box);
  const validated = element('section', 'validation', title, ...boxesOf('validation'), note);

  const [ofTokens] = lists;
  const listsOf = (run: ShownRun) =>
    ({ train: ofTokens, classify: ofLabels, tag: ofLabels, translate: ofPairs, cloze: ofCloze })[taskOf(run)];

  return {
    box: element('div', 'numbers', ...boxesOf('training'), validated),
    update() {
      const run = model.current?.record;
      setText(title, texts.t('Validation'));
      validated.hidden = run?.validation === undefined;
      if (!run) return;
      const shown = listsOf(run);
      for (const list of lists) list.training.box.hidden = list.validation.box.hidden = list !== shown;
      shown.training.show(run, texts.t);
      if (run.validation) shown.validation.show(run, texts.t);
      const unknown = unknownNote(run, texts, numbers);
      note.hidden = unknown === undefined;
      setText(note, unknown === undefined ? '' : texts.t('Validation text: {0}', unknown));
    },
  };
}

const bitsLabel = ({ settings }: ShownRun) =>
  settings['text.unit'] === 'character' ? text('Bits per character') : text('Bits per token');

const bitsMeaning = text(
  '-log2 P of the text, divided by its length: the size to which the network could compress it. Comparable between networks that divide texts differently if it is per character.',
);
