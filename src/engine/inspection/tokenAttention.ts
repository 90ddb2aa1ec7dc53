import { type HeadPlace, nearestHead } from '../../protocol/attentionReading';
import type { InParts } from '../core/pauses';
import type { AttentionReader } from '../model/attentionReader';

/** A text, and the token whose attention is wanted. */
interface AttendingToken {
  /** The ids of the text; below 0 for tokens that the network cannot read. */
  readonly ids: Int32Array;
  /** The id that is read before the text; below 0: none. */
  readonly before: number;
  readonly token: number;
  readonly wanted: HeadPlace | undefined;
}

/**
 * Returns how much a token attends to each token of the text. Only the context of the token is read: nothing
 * before it has an effect. Weights of tokens outside the context are 0, those of tokens that the network cannot
 * read are NaN. The weight of the token before the text is left out.
 */
export function* tokenAttention(
  reader: AttentionReader,
  { ids, before, token, wanted }: AttendingToken,
): InParts<{ readonly place: HeadPlace; readonly weights: Float32Array }> {
  const place = nearestHead(reader, wanted);
  const weights = Float32Array.from(ids, id => (id < 0 ? Number.NaN : 0));
  if (token < 0 || ids[token] < 0) return { place, weights };
  // The indices of the tokens that the network reads; -1 for the one before the text.
  const read = before < 0 ? [] : [-1];
  for (let i = 0; i <= token; i++) if (ids[i] >= 0) read.push(i);
  const position = (read.length - 1) % reader.context;
  const context = read.slice(read.length - 1 - position);
  const found = yield* reader.read(Int32Array.from(context, i => (i < 0 ? before : ids[i])));
  const ofHead = headWeights(found[place.layer], reader.heads, place.head);
  for (const [k, i] of context.entries()) if (i >= 0) weights[i] = ofHead[k];
  return { place, weights };
}

/** Returns the weights of a head, or the mean of all heads, from a table [heads, n]. */
function headWeights(table: Float64Array, heads: number, head: number | undefined): Float64Array {
  const n = table.length / heads;
  if (head !== undefined) return table.slice(head * n, (head + 1) * n);
  const mean = new Float64Array(n);
  for (let i = 0; i < table.length; i++) mean[i % n] += table[i] / heads;
  return mean;
}
