import { plural } from '../../../src/common/plural';
import type { LabellingFigures } from '../../../src/protocol/labelFigures';
import { element, setText } from '../../dom';
import type { Page, View } from '../../page';
import { confusionTable } from './confusionTable';
import type { RunEvaluation } from './evaluation';
import { leftOutTexts } from './leftOutTexts';
import { baselineTable, labelTable } from './scoreTables';

/**
 * Shows how well the current run predicts the labels of held-out examples, beside the baselines. Hidden for a language model.
 */
export function labelSection(page: Page, evaluation: RunEvaluation): View {
  const { model, texts } = page;
  const title = element('h2');
  const facts = element('p', 'secondary note');
  const tables = element('div', 'label-tables');
  const box = element('section', 'labels', title, facts, tables);
  let drawn: unknown;

  return {
    box,
    update() {
      evaluation.update();
      const run = model.current;
      box.hidden = !run?.record.labelling;
      if (!run || box.hidden) return;
      const { figures } = evaluation;
      setText(title, texts.t('Predicted labels of held-out examples'));
      const waiting = evaluation.error ?? texts.t('Evaluating…');
      setText(facts, figures ? factsOf(page, figures).join('\n') : waiting);
      // Keeps the tables, so that the focus and a selection in them stay.
      if (drawn === figures) return;
      drawn = figures;
      tables.replaceChildren(...(figures ? tablesOf(page, run.id, figures) : []));
    },
  };
}

function factsOf({ texts: { t }, numbers }: Page, figures: LabellingFigures): string[] {
  const { task, iteration, training, validation } = figures;
  const counts = [numbers.whole(training), numbers.whole(validation)] as const;
  return [
    t('Weights of iteration {0}.', numbers.whole(iteration)),
    task === 'tag'
      ? plural(
          training,
          t('{0} sentence to train on, {1} held out.', ...counts),
          t('{0} sentences to train on, {1} held out.', ...counts),
        )
      : plural(
          training,
          t('{0} text to train on, {1} held out.', ...counts),
          t('{0} texts to train on, {1} held out.', ...counts),
        ),
    ...leftOutTexts(figures, t, numbers),
  ];
}

function tablesOf(page: Page, id: string, figures: LabellingFigures): HTMLElement[] {
  const { network } = figures;
  if (!network) return [labelTable(page, figures)];
  return [
    baselineTable(page, figures, network),
    labelTable(page, figures),
    confusionTable(page, id, figures, network),
  ];
}
