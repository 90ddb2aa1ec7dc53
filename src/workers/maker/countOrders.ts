import { comparisonText } from '../../engine/comparison/comparisonText';
import { configure } from '../../engine/configuration/configure';
import { withLocale } from '../../engine/configuration/text';
import { countOrders } from '../../engine/course/countOrders';
import type { CountingFigures } from '../../protocol/course';
import type { LessonParams } from '../../protocol/storedModels';

/** Counts the n-grams of a text for lesson 2 of the course. */
export function countOrdersOf({ text, settings }: LessonParams): CountingFigures {
  return countOrders(comparisonText(text, withLocale(configure(settings), text)));
}
