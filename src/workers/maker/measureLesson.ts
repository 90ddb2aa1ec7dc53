import type { ComparisonText } from '../../engine/comparison/comparedKind';
import { comparisonText } from '../../engine/comparison/comparisonText';
import { configure } from '../../engine/configuration/configure';
import { withLocale } from '../../engine/configuration/text';
import { compareEnsemble } from '../../engine/course/compareEnsemble';
import { compareRnnlm } from '../../engine/course/compareRnnlm';
import { countOrders } from '../../engine/course/countOrders';
import type { Kernels } from '../../engine/kernels/kernels';
import type { LessonFigures, MeasuredLesson } from '../../protocol/course';
import type { RunSettings } from '../../protocol/run';
import type { LessonParams } from '../../protocol/storedModels';
import { systemClock, yieldToMessages } from '../ports';

/** How a lesson reads its text, and what it measures. */
interface Measurement<Id extends MeasuredLesson> {
  /** Settings that replace those of the request. */
  readonly settings?: RunSettings;
  measure(
    text: ComparisonText,
    kernels: () => Promise<Kernels>,
  ): LessonFigures[Id] | Promise<LessonFigures[Id]>;
}

const measurements: { readonly [Id in MeasuredLesson]: Measurement<Id> } = {
  counting: { measure: countOrders },
  rnnlm: { settings: { 'text.unit': 'segmented' }, measure: compareRnnlm },
  ensemble: {
    measure: (text, kernels) => toTheEnd(compareEnsemble(text, { kernels, now: systemClock.now })),
  },
};

/** Measures the figures of a lesson on a text. */
export async function measureLesson<Id extends MeasuredLesson>(
  kernels: () => Promise<Kernels>,
  { lesson, text, settings }: LessonParams<Id>,
): Promise<LessonFigures[Id]> {
  const { settings: own, measure } = measurements[lesson];
  const configuration = withLocale(configure({ ...settings, ...own }), text);
  return measure(comparisonText(text, configuration), kernels);
}

/** Runs a computation to its end. Handles messages after each step. */
async function toTheEnd<T>(steps: AsyncGenerator<unknown, T>): Promise<T> {
  let next = await steps.next();
  for (; !next.done; next = await steps.next()) await yieldToMessages();
  return next.value;
}
