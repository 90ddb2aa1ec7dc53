import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import * as v from 'valibot';
import { ldsMaxima } from '../../../common/emMaxima';
import { UserError } from '../../../protocol/userError';
import type { Configuration } from '../../../settings/settings';
import { eigenvalues } from '../../core/eigenvalues';
import { elementsOf } from '../../core/matrices';
import { decodeMetadata, encodeMetadata } from '../../model/trainingMetadata';
import { hasFormat } from '../../storage/safetensors/hasFormat';
import { decodeSafetensors } from '../../storage/safetensors/readSafetensors';
import { encodeSafetensors, type StoredTensor, type TensorFile } from '../../storage/safetensors/safetensors';
import { checkFinite } from '../../storage/safetensors/tensors';
import type { Lds } from './lds';
import type { Readout } from './readout';
import type { TokenFilter } from './tokenFilter';

const FORMAT = 'elman-lab-lds';
/** The largest absolute value of a number. Larger ones could lead to probabilities that are not numbers. */
const LARGEST = 1e12;

const trainingSchema = v.object({ iteration: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/** A linear dynamical system with everything needed to use it and to continue its training. */
export interface TrainedLds {
  readonly lds: Lds;
  readonly filter: TokenFilter;
  readonly readout: Readout;
  readonly symbols: readonly string[];
  /** The settings of the text, by which the tokenizer is chosen. */
  readonly configuration: Configuration;
  /** Number of iterations of EM that the system has received. */
  readonly iteration: number;
}

/** Returns whether a file is one that `encodeLds` wrote. */
export const isLdsFile = (bytes: Uint8Array) => hasFormat(bytes, FORMAT);

/** Encodes a model as a safetensors file, in float64: the system, its steady-state filter, and the readout. */
export function encodeLds({
  lds,
  filter,
  readout,
  symbols,
  configuration,
  iteration,
}: TrainedLds): Uint8Array {
  const { states: N, symbols: V } = filter;
  const tensor = (name: string, rows: number, data: Float64Array): StoredTensor => ({
    ...{ name, shape: [rows, N], data },
    dtype: 'F64',
  });
  const tensors: StoredTensor[] = [
    tensor('transitions', N, elementsOf(lds.transitions)),
    tensor('noise', N, elementsOf(lds.noise)),
    tensor('observation', V, elementsOf(lds.observation)),
    tensor('moment', N, elementsOf(lds.moment)),
    tensor('initial', N, elementsOf(lds.initial)),
    tensor('recurrent', N, filter.recurrent),
    tensor('inputs', V, filter.inputs),
    tensor('readout', V, readout.weights),
    { name: 'bias', shape: [V], data: readout.bias, dtype: 'F64' },
  ];
  const training = { iteration };
  return encodeSafetensors(tensors, encodeMetadata(FORMAT, { symbols, configuration, training }));
}

/** Decodes a file of `encodeLds`. Throws a UserError if it is damaged. */
export function decodeLds(bytes: Uint8Array): TrainedLds {
  const file = decodeSafetensors(bytes);
  const metadata = decodeMetadata(file.metadata, trainingSchema);
  if (!metadata) {
    throw new UserError(
      'This linear dynamical system is damaged: its metadata describe neither its vocabulary nor its training.',
    );
  }
  const { symbols, configuration, training } = metadata;
  return { ...modelIn(file, symbols.length), symbols, configuration, ...training };
}

function modelIn(file: TensorFile, V: number): Pick<TrainedLds, 'lds' | 'filter' | 'readout'> {
  const N = file.tensors.get('recurrent')?.shape[0] ?? 0;
  // The checks of the matrices below take N^3 operations.
  if (N > ldsMaxima.states)
    throw new UserError('This linear dynamical system has {0} states; at most {1} are possible.', [
      N,
      ldsMaxima.states,
    ]);
  const square = (name: string) => numbers(file, name, [N, N]);
  const perSymbol = (name: string) => numbers(file, name, [V, N]);
  const covariance = (name: string) => covarianceIn(name, Matrix.from1DArray(N, N, square(name)));
  const recurrent = square('recurrent');
  const found = eigenvalues(recurrent, N);
  if (!found || found.some(([re, im]) => re * re + im * im >= 1))
    throw new UserError('This linear dynamical system is damaged: its states would grow without bound.');
  const lds = {
    transitions: Matrix.from1DArray(N, N, square('transitions')),
    observation: Matrix.from1DArray(V, N, perSymbol('observation')),
    noise: covariance('noise'),
    moment: covariance('moment'),
    initial: covariance('initial'),
  };
  const filter = { states: N, symbols: V, recurrent, inputs: perSymbol('inputs') };
  return { lds, filter, readout: { weights: perSymbol('readout'), bias: numbers(file, 'bias', [V]) } };
}

/** Returns a tensor. Throws a UserError if it is missing or has another shape. */
function numbers({ tensors }: TensorFile, name: string, shape: readonly number[]): Float64Array {
  const tensor = tensors.get(name);
  if (
    !(tensor?.data instanceof Float64Array) ||
    tensor.data.length === 0 ||
    String(tensor.shape) !== String(shape)
  ) {
    throw new UserError(
      'This linear dynamical system is damaged: it has no float64 tensor "{0}" of shape {1}.',
      [name, shape.join(' × ')],
    );
  }
  checkFinite(tensor);
  if (tensor.data.every(each => Math.abs(each) <= LARGEST)) return tensor.data;
  throw new UserError('This linear dynamical system is damaged: a number of "{0}" is too large.', [name]);
}

function covarianceIn(name: string, matrix: Matrix): Matrix {
  if (matrix.isSymmetric() && new CholeskyDecomposition(matrix).isPositiveDefinite()) return matrix;
  throw new UserError('This linear dynamical system is damaged: "{0}" is not a covariance matrix.', [name]);
}
