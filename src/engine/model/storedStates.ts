import * as v from 'valibot';
import { concatenate } from '../core/concatenate';
import type { CarriedState } from '../nn/carriedState';
import { parseJson } from '../storage/parseJson';
import type { TensorFile } from '../storage/safetensors/safetensors';
import { finite } from '../storage/schemas';

const stateSchema = v.object({ carried: v.array(finite) });

/**
 * Returns the hidden states of the first stream at the point where the training that wrote the file stopped.
 * Undefined if the file does not contain them.
 *
 * During its first pass over a text, a network is never reset, and saturated units can keep early values
 * permanently. Reading from zero states, such a network would predict much worse than in training. RNNLM's
 * model files contain the hidden layer for the same reason.
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
