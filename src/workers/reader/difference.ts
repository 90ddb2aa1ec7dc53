import { withCommonFilter } from '../../engine/data/filters/commonFilter';
import { commonSegments } from '../../engine/scoring/commonSegments';
import type { DifferenceReading } from '../../protocol/differenceReading';
import type { TextRange } from '../../protocol/textRange';
import { tokensOf } from './answers';
import type { LoadedModel } from './loadedModel';

/** Reads the tokens of a range with two models, which may split the text differently. */
export async function differenceOf(
  models: readonly [LoadedModel, LoadedModel],
  text: string,
  range: TextRange,
  signal: AbortSignal,
): Promise<DifferenceReading> {
  const opened = withCommonFilter(models.map(({ open }) => open));
  const read = (i: number) => tokensOf({ ...models[i], open: opened[i] }, text, range, false, signal);
  const [tokens, others] = [await read(0), await read(1)];
  const segments = commonSegments(text, tokens, others);
  const { vocabulary, hasUnknown } = tokens;
  const unknown = segments.logProbs.filter((logProb, i) => Number.isNaN(logProb + segments.others[i])).length;
  return { ...segments, vocabulary, unknown, hasUnknown };
}
