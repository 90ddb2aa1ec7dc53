import { verdictText } from '../../../src/charts/comparison/verdictText';
import { verdictOf } from '../../../src/common/verdict';
import { element, setText } from '../../dom';
import type { Page, View } from '../../page';

/** Shows which condition is better, if the shown runs belong to exactly two conditions. */
export function verdictView({ model, texts, numbers }: Page): View {
  const box = element('p', 'verdict');
  return {
    box,
    update() {
      const verdict = verdictOf(model.runs.map(({ record }) => record));
      box.hidden = verdict === undefined;
      setText(box, verdict ? verdictText(verdict, texts, numbers) : '');
    },
  };
}
