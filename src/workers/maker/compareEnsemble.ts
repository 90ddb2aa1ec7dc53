import { comparisonText } from '../../engine/comparison/comparisonText';
import { configure } from '../../engine/configuration/configure';
import { withLocale } from '../../engine/configuration/text';
import { compareEnsemble } from '../../engine/course/compareEnsemble';
import type { Kernels } from '../../engine/kernels/kernels';
import type { EnsembleFigures } from '../../protocol/course';
import type { LessonParams } from '../../protocol/storedModels';
import { systemClock, yieldToMessages } from '../ports';

/** Compares an ensemble with its members, and kinds of models, for lesson 8 of the course. */
export async function compareEnsembleOn(
  kernels: () => Promise<Kernels>,
  { text, settings }: LessonParams,
): Promise<EnsembleFigures> {
  const source = comparisonText(text, withLocale(configure(settings), text));
  const steps = compareEnsemble(source, { kernels, now: systemClock.now });
  let next = await steps.next();
  for (; !next.done; next = await steps.next()) await yieldToMessages();
  return next.value;
}
