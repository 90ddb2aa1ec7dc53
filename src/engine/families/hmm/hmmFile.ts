import * as v from 'valibot';
import { UserError } from '../../../protocol/userError';
import type { Configuration } from '../../../settings/settings';
import { decodeMetadata, encodeMetadata } from '../../model/trainingMetadata';
import { hasFormat } from '../../storage/safetensors/hasFormat';
import { decodeSafetensors } from '../../storage/safetensors/readSafetensors';
import { encodeSafetensors, type StoredTensor, type TensorFile } from '../../storage/safetensors/safetensors';
import { checkFinite } from '../../storage/safetensors/tensors';
import type { Hmm } from './hmm';

const FORMAT = 'elman-lab-hmm';
/** How far the sum of a distribution may be from 1. */
const TOLERANCE = 1e-6;

const trainingSchema = v.object({
  iteration: v.pipe(v.number(), v.integer(), v.minValue(0)),
  byLine: v.boolean(),
});

/** A hidden Markov model with everything needed to use it. */
export interface TrainedHmm {
  readonly hmm: Hmm;
  readonly symbols: readonly string[];
  /** The settings of the text, by which the tokenizer is chosen. */
  readonly configuration: Configuration;
  /** Number of iterations of EM that the parameters have received. */
  readonly iteration: number;
  /** Whether each line was a sequence of its own. */
  readonly byLine: boolean;
}

/** Returns whether a file is one that `encodeHmm` wrote. */
export const isHmmFile = (bytes: Uint8Array) => hasFormat(bytes, FORMAT);

/** Encodes a model as a safetensors file: initial [N], transitions [N, N] and emissions [V, N] in float64. */
export function encodeHmm({ hmm, symbols, configuration, iteration, byLine }: TrainedHmm): Uint8Array {
  const { states: N } = hmm;
  const tensor = (name: keyof Hmm & string, shape: readonly number[], data: Float64Array): StoredTensor => ({
    ...{ name, shape, data },
    dtype: 'F64',
  });
  const tensors = [
    tensor('initial', [N], hmm.initial),
    tensor('transitions', [N, N], hmm.transitions),
    tensor('emissions', [symbols.length, N], hmm.emissions),
  ];
  const training = { iteration, byLine };
  return encodeSafetensors(tensors, encodeMetadata(FORMAT, { symbols, configuration, training }));
}

/** Decodes a file of `encodeHmm`. Throws a UserError if it is damaged. */
export function decodeHmm(bytes: Uint8Array): TrainedHmm {
  const file = decodeSafetensors(bytes);
  const metadata = decodeMetadata(file.metadata, trainingSchema);
  if (!metadata) {
    throw new UserError(
      'This hidden Markov model is damaged: its metadata describe neither its vocabulary nor its training.',
    );
  }
  const { symbols, configuration, training } = metadata;
  return { hmm: hmmIn(file, symbols.length), symbols, configuration, ...training };
}

function hmmIn(file: TensorFile, V: number): Hmm {
  const initial = numbers(file, 'initial');
  const N = initial.length;
  const transitions = numbers(file, 'transitions');
  const emissions = numbers(file, 'emissions');
  if (N === 0 || V === 0 || transitions.length !== N * N || emissions.length !== V * N) {
    throw new UserError(
      'This hidden Markov model is damaged: for {0} states and {1} symbols, it has {2} transitions and {3} emissions.',
      [N, V, transitions.length, emissions.length],
    );
  }
  checkDistributions('initial', initial, 1, N, i => initial[i]);
  checkDistributions('transitions', transitions, N, N, (j, i) => transitions[i * N + j]);
  checkDistributions('emissions', emissions, N, V, (o, j) => emissions[o * N + j]);
  return { states: N, symbols: V, initial, transitions, emissions };
}

function numbers({ tensors }: TensorFile, name: string): Float64Array {
  const tensor = tensors.get(name);
  if (!(tensor?.data instanceof Float64Array))
    throw new UserError('This hidden Markov model is damaged: it has no float64 tensor "{0}".', [name]);
  checkFinite(tensor);
  return tensor.data;
}

/** Throws a UserError unless each of `count` distributions over `size` values is one. `at`: the value of a distribution. */
function checkDistributions(
  name: string,
  values: Float64Array,
  count: number,
  size: number,
  at: (value: number, distribution: number) => number,
): void {
  const isNegative = values.some(p => p < 0);
  for (let d = 0; d < count; d++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += at(i, d);
    if (Math.abs(sum - 1) > TOLERANCE || isNegative) {
      throw new UserError(
        'This hidden Markov model is damaged: the probabilities {1} of "{0}" are negative or do not sum to 1.',
        [name, d + 1],
      );
    }
  }
}
