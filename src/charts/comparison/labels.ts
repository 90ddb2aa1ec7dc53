import { fullName, shortName } from '../../common/runNames';
import { textKeyOf } from '../../common/textGroups';
import type { RunData } from '../runs/runData';

/** Returns the names of runs that are shown together, by id. They contain the text if there are several texts. */
export function labelsOf(shown: readonly RunData[]): ReadonlyMap<string, string> {
  const isOneText = new Set(shown.map(({ record }) => textKeyOf(record))).size === 1;
  const label = isOneText ? shortName : fullName;
  return new Map(shown.map(({ id, record }) => [id, label(record)]));
}
