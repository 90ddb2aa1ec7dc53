import { figuresOf, type LossEstimate, validationFigures } from '../../../src/charts/runs/lossEstimate';
import { unknownNote } from '../../../src/charts/runs/unknownNote';
import { type PageText, text } from '../../../src/charts/texts';
import { perplexityOf } from '../../../src/common/perplexity';
import type { ShownRun } from '../../../src/protocol/dashboard';
import { element, setText } from '../../dom';
import type { Page, View } from '../../page';

interface Figure {
  readonly label: (run: ShownRun) => PageText;
  readonly value: (run: ShownRun) => string;
  /** Returns a detail, shown smaller next to the value. */
  readonly detail?: (run: ShownRun) => string;
}

/** The figures of the run: six of the training, and three of the validation if there is one. */
export function figuresView({ model, texts, numbers }: Page): View {
  const training = list([
    { label: () => text('Iteration'), value: run => numbers.whole(run.iteration) },
    { label: () => text('Loss (nats per token)'), value: run => numbers.decimal(figuresOf(run).loss, 3) },
    { label: () => text('Training perplexity'), value: run => numbers.decimal(figuresOf(run).perplexity) },
    { label: bitsLabel, value: run => numbers.decimal(figuresOf(run).bits, 3) },
    {
      label: () => text('Tokens/s'),
      value: run => (run.tokensPerSecond > 0 ? numbers.short(run.tokensPerSecond) : '–'),
    },
    { label: () => text('Training time'), value: run => numbers.duration(run.elapsed) },
  ]);
  const last = (run: ShownRun) => run.validation && validationFigures(run.validation.last);
  const best = ({ validation }: ShownRun) => validation?.best;
  const deviation = (estimate: LossEstimate | undefined, digits: number) =>
    estimate?.error === undefined ? '' : `± ${numbers.decimal(estimate.error, digits)}`;
  const decimal = (value: number | undefined, digits = 2) => numbers.decimal(value ?? Number.NaN, digits);
  const validation = list([
    {
      label: () => text('Perplexity'),
      value: run => decimal(last(run)?.perplexity.value),
      detail: run => deviation(last(run)?.perplexity, 2),
    },
    {
      label: bitsLabel,
      value: run => decimal(last(run)?.bits.value, 3),
      detail: run => deviation(last(run)?.bits, 3),
    },
    {
      label: () => text('Best perplexity'),
      value: run => decimal(perplexityOf(best(run)?.loss ?? Number.NaN)),
      detail: run => texts.t('iteration {0}', numbers.whole(best(run)?.iteration ?? Number.NaN)),
    },
  ]);
  const title = element('h2');
  const note = element('div', 'note secondary');
  const validated = element('section', 'validation', title, validation.box, note);

  return {
    box: element('div', 'numbers', training.box, validated),
    update() {
      const run = model.current?.latest;
      setText(title, texts.t('Validation'));
      validated.hidden = run?.validation === undefined;
      if (!run) return;
      training.show(run, texts.t);
      if (run.validation) validation.show(run, texts.t);
      const unknown = unknownNote(run, texts, numbers);
      note.hidden = unknown === undefined;
      setText(note, unknown === undefined ? '' : texts.t('Validation text: {0}', unknown));
    },
  };
}

const bitsLabel = ({ settings }: ShownRun) =>
  settings['text.unit'] === 'character' ? text('Bits per character') : text('Bits per token');

function list(figures: readonly Figure[]) {
  const cells = figures.map(figure => {
    const term = element('dt');
    const value = element('span');
    const detail = element('span', 'detail secondary');
    return {
      ...figure,
      term,
      valueBox: value,
      detailBox: detail,
      box: element('div', 'figure', term, element('dd', '', value, ' ', detail)),
    };
  });
  const show = (run: ShownRun, t: Page['texts']['t']) => {
    for (const { term, valueBox, detailBox, label, value, detail } of cells) {
      setText(term, t(label(run)));
      setText(valueBox, value(run));
      setText(detailBox, detail?.(run) ?? '');
    }
  };
  return { box: element('dl', 'figures', ...cells.map(({ box }) => box)), show };
}
