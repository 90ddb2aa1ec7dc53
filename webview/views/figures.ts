import type { RunRecord } from '../../src/protocol/run';
import { element, setText } from '../dom';
import { figuresOf } from '../model';
import type { Page, View } from '../page';

/** The run in six numbers. */
export function figuresView({ model, texts, numbers }: Page): View {
  const figures: [string, (run: RunRecord) => string][] = [
    ['Iteration', run => numbers.whole(run.iteration)],
    ['Smoothed loss', run => numbers.decimal(run.smoothLoss)],
    ['Perplexity', run => numbers.decimal(figuresOf(run).perplexity)],
    ['Bits per token', run => numbers.decimal(figuresOf(run).bits, 3)],
    ['Tokens per second', run => (run.tokensPerSecond > 0 ? numbers.short(run.tokensPerSecond) : '–')],
    ['Time trained', run => numbers.duration(run.elapsed)],
  ];
  const cells = figures.map(([label, show]) => {
    const term = element('dt');
    const value = element('dd');
    return { term, value, label, show, box: element('div', 'figure', term, value) };
  });

  return {
    box: element('dl', 'figures', ...cells.map(cell => cell.box)),
    update() {
      const run = model.latest;
      for (const { term, value, label, show } of cells) {
        setText(term, texts.t(label));
        setText(value, run ? show(run) : '–');
      }
    },
  };
}
