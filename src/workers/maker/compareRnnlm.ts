import { comparisonText } from '../../engine/comparison/comparisonText';
import { configure } from '../../engine/configuration/configure';
import { withLocale } from '../../engine/configuration/text';
import { compareRnnlm } from '../../engine/course/compareRnnlm';
import type { RnnlmFigures } from '../../protocol/course';
import type { LessonParams } from '../../protocol/storedModels';

/** Compares RNNLM's network with a 5-gram, on words. */
export function compareRnnlmOn({ text, settings }: LessonParams): RnnlmFigures {
  const words = { ...settings, 'text.unit': 'segmented' };
  return compareRnnlm(comparisonText(text, withLocale(configure(words), text)));
}
