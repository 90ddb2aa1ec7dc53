import * as v from 'valibot';
import { concatenate } from '../core/concatenate';
import type { CarriedState } from '../nn/carried';
import { parseJson } from '../storage/parseJson';
import type { TensorFile } from '../storage/safetensors/safetensors';
import { finite } from '../storage/schemas';

const stateSchema = v.object({ carried: v.array(finite) });

/**
 * The hidden states in which the training that made a file stood, its first stream's; undefined where the file does not
 * hold them.
 *
 * In its first pass over a text a network knows no beginning but the one it had: saturated units may keep for good what
 * that set them to, and from zeros it would read far worse than it trains. RNNLM's models keep their hidden layer, too.
 */
export function storedStates(
  { metadata, tensors }: TensorFile,
  hidden: readonly CarriedState[],
): Float64Array | undefined {
  const kept = parseJson(stateSchema, metadata.state ?? '')?.carried;
  const rows = hidden.map(
    ({ name, value }) => tensors.get(`carry.${name}`)?.data.subarray(0, value.columns) ?? [],
  );
  const numbers = kept ? Float64Array.from(kept) : concatenate(Float64Array, rows);
  const length = hidden.reduce((sum, { value }) => sum + value.columns, 0);
  return numbers.length === length && numbers.every(Number.isFinite) ? numbers : undefined;
}
