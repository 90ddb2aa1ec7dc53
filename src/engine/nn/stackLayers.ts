import type { Lesion } from '../../protocol/lesion';
import type { Ids } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import { type Dropout, dropoutBetween } from './inputs/dropout';
import type { RecurrentLayer } from './layer';
import type { StepReadout } from './outputs/output';
import type { NetworkShape } from './shape';

/** What the layers of a stack need besides their parameters. */
export interface StackOptions {
  readonly inputs: Ids; // [T * B], T steps of B streams
  readonly B: number;
  /** The output of the network, for a cell whose input includes the output distribution. */
  readonly readout?: StepReadout;
  /** The lesion of the network, if it has one. */
  readonly lesion?: Lesion;
  /** Seed of the dropout masks, for training. Without a seed, there is no dropout. */
  readonly seed?: number;
}

/** The layers of a stack, lowest first, and the dropouts between them. */
export interface StackLayers {
  readonly layers: readonly RecurrentLayer[];
  readonly dropouts: readonly Dropout[];
}

/** Allocates the dropouts between the layers, lowest first. Empty if there is no dropout. */
export function dropoutsOf(
  kernels: Kernels,
  { dropout: probability, layers, hidden: H }: NetworkShape,
  { inputs, seed }: StackOptions,
): Dropout[] {
  if (seed === undefined || probability === 0) return [];
  return Array.from({ length: layers - 1 }, (_, below) =>
    dropoutBetween(kernels, { probability, seed, layer: below + 1, rows: inputs.length, H }),
  );
}
