import { plural } from '../../../src/common/plural';
import type { TranslatorFigures } from '../../../src/protocol/translationFigures';
import { element, setText } from '../../dom';
import type { Page, View } from '../../page';
import { table } from '../labels/scoreTables';
import type { TranslatorEvaluations } from './evaluations';
import { leftOutPairTexts } from './leftOutPairTexts';

/** Shows how many targets of held-out sources the current run writes correctly. Hidden for runs of other tasks. */
export function translationSection(page: Page, evaluations: TranslatorEvaluations): View {
  const { model, texts } = page;
  const title = element('h2');
  const facts = element('p', 'secondary note');
  const tables = element('div', 'label-tables');
  const box = element('section', 'labels translations', title, facts, tables);
  let drawn: unknown;

  return {
    box,
    update() {
      evaluations.update();
      const run = model.current;
      box.hidden = !run?.record.translation;
      if (!run || box.hidden) return;
      const { figures, error } = evaluations.of(run.id) ?? {};
      setText(title, texts.t('Written targets of held-out sources'));
      setText(facts, figures ? factsOf(page, figures).join('\n') : (error ?? texts.t('Evaluating…')));
      // Keeps the tables, so that the focus and a selection in them stay.
      if (drawn === figures) return;
      drawn = figures;
      tables.replaceChildren(...(figures ? tablesOf(page, figures) : []));
    },
  };
}

function factsOf({ texts: { t }, numbers }: Page, figures: TranslatorFigures): string[] {
  const { iteration, hasAttention, training, validation } = figures;
  const counts = [numbers.whole(training), numbers.whole(validation)] as const;
  return [
    t('Weights of iteration {0}.', numbers.whole(iteration)),
    hasAttention ? t('With attention.') : t('Without attention.'),
    plural(
      training,
      t('{0} pair to train on, {1} held out.', ...counts),
      t('{0} pairs to train on, {1} held out.', ...counts),
    ),
    ...leftOutPairTexts(figures, t, numbers),
  ];
}

function tablesOf(page: Page, { network }: TranslatorFigures): HTMLElement[] {
  if (!network) return [];
  const { texts, numbers } = page;
  const { t } = texts;
  const percent = (share: number) => `${numbers.decimal(100 * share, 1)}%`;
  const summary = table(
    t('Figures'),
    [t('Pairs'), t('Exact targets'), t('Symbol error rate'), t('Correct next symbols'), t('Nats per symbol')],
    [
      [
        numbers.whole(network.pairs),
        percent(network.exact),
        percent(network.errorRate),
        percent(network.accuracy),
        numbers.decimal(network.loss, 3),
      ],
    ],
  );
  const lengths = table(
    t('Exact targets by length of the source'),
    [t('Symbols of the source'), t('Pairs'), t('Exact targets')],
    network.byLength.map(({ from, to, pairs, exact }) => [
      `${numbers.whole(from)}–${numbers.whole(to)}`,
      numbers.whole(pairs),
      percent(exact),
    ]),
  );
  return [summary, lengths];
}
