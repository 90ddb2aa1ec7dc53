import type { PageText } from '../../../src/charts/texts';
import type { ShownRun } from '../../../src/protocol/dashboard';
import { element, setText } from '../../dom';
import type { Page } from '../../page';

/** A figure of a run with its name. */
interface Figure {
  readonly label: (run: ShownRun) => PageText;
  readonly value: (run: ShownRun) => string;
  /** An explanation of the figure for newcomers. */
  readonly meaning: PageText;
  /** Returns a detail that is shown in a smaller font next to the value. */
  readonly detail?: (run: ShownRun) => string;
}

/** Returns a list of figures. */
export function figureList(figures: readonly Figure[]) {
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
    for (const { box, term, valueBox, detailBox, label, value, detail, meaning } of cells) {
      box.title = t(meaning);
      setText(term, t(label(run)));
      setText(valueBox, value(run));
      setText(detailBox, detail?.(run) ?? '');
    }
  };
  return { box: element('dl', 'figures', ...cells.map(({ box }) => box)), show };
}
