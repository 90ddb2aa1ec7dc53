import { verdictSummary, verdictText } from '../../../src/charts/comparison/verdictText';
import { verdictOf } from '../../../src/common/verdict';
import { element, setText } from '../../dom';
import { narrow } from '../../narrow';
import type { Page, View } from '../../page';

/**
 * Shows which condition is better, if the shown runs belong to exactly two conditions. A narrow page shows one sentence,
 * which opens the others.
 */
export function verdictView({ model, texts, numbers }: Page): View {
  const whole = element('p');
  const summary = element('summary');
  const details = element('details', '', summary);
  const box = element('div', 'verdict');
  return {
    box,
    update() {
      const verdict = verdictOf(model.runs.map(({ record }) => record));
      box.hidden = verdict === undefined;
      if (!verdict) return;
      setText(whole, verdictText(verdict, texts, numbers));
      setText(summary, verdictSummary(verdict, texts, numbers));
      if (narrow.matches && !details.isConnected) {
        details.append(whole);
        box.replaceChildren(details);
      } else if (!narrow.matches && whole.parentNode !== box) box.replaceChildren(whole);
    },
  };
}
