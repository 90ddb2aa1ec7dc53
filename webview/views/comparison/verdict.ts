import { obstacleText, verdictSummary, verdictText } from '../../../src/charts/comparison/verdictText';
import { obstacleOf, verdictOf } from '../../../src/common/verdict';
import { element, setText } from '../../dom';
import { narrow } from '../../narrow';
import type { Page, View } from '../../page';

/**
 * Shows which of two conditions is better, or why that is unknown. Hidden unless the shown runs belong to
 * exactly two conditions. A narrow page shows one sentence, which opens the others.
 */
export function verdictView({ model, texts, numbers }: Page): View {
  const whole = element('p');
  const summary = element('summary');
  const details = element('details', '', summary);
  const box = element('div', 'verdict');
  return {
    box,
    update() {
      const runs = model.runs.map(({ record }) => record);
      const verdict = verdictOf(runs);
      const obstacle = obstacleOf(runs);
      box.hidden = !verdict && !obstacle;
      if (obstacle) setText(whole, obstacleText(obstacle, texts));
      if (verdict) {
        setText(whole, verdictText(verdict, texts, numbers));
        setText(summary, verdictSummary(verdict, texts, numbers));
      }
      const isFolded = narrow.matches && verdict !== undefined;
      if (isFolded && !details.isConnected) {
        details.append(whole);
        box.replaceChildren(details);
      } else if (!isFolded && whole.parentNode !== box) box.replaceChildren(whole);
    },
  };
}
