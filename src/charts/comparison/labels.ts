import { fullName, shortName } from '../../common/runNames';
import { textKeyOf } from '../../common/textGroups';
import type { RunData } from '../runs/runData';

/**
 * Returns the labels of runs that are shown together, by run id. A label contains the name of the run's text
 * if the runs have different texts.
 */
export function labelsOf(shown: readonly RunData[]): ReadonlyMap<string, string> {
  const isOneText = new Set(shown.map(({ record }) => textKeyOf(record))).size === 1;
  const label = isOneText ? shortName : fullName;
  return new Map(shown.map(({ id, record }) => [id, label(record)]));
}
