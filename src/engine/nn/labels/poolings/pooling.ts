import type { Arena } from '../../../core/tensor';
import type { Kernels } from '../../../kernels/kernels';
import type { OutputSource } from '../../outputs/output';
import type { NamedParameters } from '../../parameters';

/** The states that a pooling reads: T steps of B texts, one source per direction. */
export interface PoolingInput {
  /** h [T * B, H] of each direction, in the order of the text. The rows after a text must not be used. */
  readonly sources: readonly OutputSource[];
  readonly B: number;
}

/** Turns the states of each text into one vector. */
export interface Pooling {
  /** The vector of each text: one matrix [B, H] per direction. */
  readonly pooled: readonly OutputSource[];
  /** Computes the vectors of texts with these lengths. A length of 0 means no text in this stream. */
  forward(lengths: ArrayLike<number>): void;
  /** Adds the gradients of `pooled` to those of the states. */
  backward(lengths: ArrayLike<number>): void;
  /** After `backward`: adds to the gradients of the pooling's own parameters. */
  accumulate(): void;
}

/** A way to turn the states of a text into one vector. */
export interface PoolingKind {
  /** Creates the pooling's own parameters, for states of D units in all directions together. */
  parameters(arena: Arena, D: number): NamedParameters;
  build(kernels: Kernels, parameters: NamedParameters, input: PoolingInput): Pooling;
}

/** Allocates the vectors of B texts, for each direction. */
export function allocatePooled({ arena }: Kernels, { sources, B }: PoolingInput): OutputSource[] {
  return sources.map(({ h: { columns } }) => ({ h: arena.tensor(B, columns), dh: arena.tensor(B, columns) }));
}

/** Visits the rows of every text: the index of the text, and the row of each of its steps. */
export function eachRow(
  lengths: ArrayLike<number>,
  B: number,
  visit: (b: number, row: number) => void,
): void {
  for (let b = 0; b < B; b++) for (let t = 0; t < lengths[b]; t++) visit(b, t * B + b);
}
