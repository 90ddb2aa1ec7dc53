import type { ComparisonText } from '../../engine/comparison/comparedKind';
import { comparisonText } from '../../engine/comparison/comparisonText';
import { configure } from '../../engine/configuration/configure';
import { withLocale } from '../../engine/configuration/text';
import { compareEnsemble } from '../../engine/course/compareEnsemble';
import { compareRnnlm } from '../../engine/course/compareRnnlm';
import { compareVectors } from '../../engine/course/compareVectors';
import { countOrders } from '../../engine/course/countOrders';
import type { Kernels } from '../../engine/kernels/kernels';
import { configureVectors } from '../../engine/vectors/configureVectors';
import type { LessonFigures, MeasuredLesson, VectorsFigures } from '../../protocol/course';
import type { RunSettings } from '../../protocol/run';
import type { LessonParams } from '../../protocol/storedModels';
import { systemClock, yieldToMessages } from '../ports';
import { vectorsText } from './vectorsText';

type LoadKernels = () => Promise<Kernels>;

type Measurements = {
  readonly [Id in MeasuredLesson]: (
    params: LessonParams<Id>,
    kernels: LoadKernels,
  ) => LessonFigures[Id] | Promise<LessonFigures[Id]>;
};

const measurements: Measurements = {
  counting: params => countOrders(textOf(params)),
  rnnlm: params => compareRnnlm(textOf(params, { 'text.unit': 'segmented' })),
  vectors: params => measureVectors(params),
  ensemble: (params, kernels) => toTheEnd(compareEnsemble(textOf(params), { kernels, now: systemClock.now })),
};

/** Measures the figures of a lesson on a text. */
export async function measureLesson<Id extends MeasuredLesson>(
  kernels: LoadKernels,
  params: LessonParams<Id>,
): Promise<LessonFigures[Id]> {
  return measurements[params.lesson](params, kernels);
}

/** Reads the text of a lesson. `own`: settings that replace those of the request. */
function textOf({ text, settings }: LessonParams<MeasuredLesson>, own: RunSettings = {}): ComparisonText {
  return comparisonText(text, withLocale(configure({ ...settings, ...own }), text));
}

/** Compares word vectors on the questions in the language of the text. */
function measureVectors({ text, settings, questions }: LessonParams<'vectors'>): Promise<VectorsFigures> {
  const configuration = configureVectors(settings);
  const { words, locale } = vectorsText(text, settings, configuration);
  const divided = comparisonText({ name: text.name, bytes: words }, configure({ 'text.unit': 'word' }));
  const file = questions?.[locale === 'ja' ? 'ja' : 'en'] ?? '';
  return compareVectors(divided, configuration, file);
}

/** Runs a computation to its end. Handles messages after each step. */
async function toTheEnd<T>(steps: AsyncGenerator<unknown, T>): Promise<T> {
  let next = await steps.next();
  for (; !next.done; next = await steps.next()) await yieldToMessages();
  return next.value;
}
