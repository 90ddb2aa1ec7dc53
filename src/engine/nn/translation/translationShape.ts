import { type CellName, cells } from '../cells';
import type { CellKind } from '../cells/cell';
import type { Direction } from '../labels/labelShape';
import type { NetworkShape } from '../shape';

/** How the decoder reads the source: a weighted mean of all states at every step, or the last state at the start. */
export type SourceAttention = 'additive' | 'none';

/** The architecture of a network that writes a target sequence for a source sequence. */
export interface TranslationShape {
  /** The directions in which the encoder reads the source. */
  readonly direction: Direction;
  readonly attention: SourceAttention;
  /** The layers of each direction of the encoder, for V source symbols. Their output is not used. */
  readonly encoder: NetworkShape;
  /**
   * The layers of the decoder, for K symbols: those of the targets, then the end of a target, which is also the input
   * of the first step.
   */
  readonly decoder: NetworkShape;
}

/** Returns the number of units of the encoder's states, D: H of each direction. */
export const encoderWidth = ({ direction, encoder: { hidden } }: TranslationShape): number =>
  direction === 'both' ? 2 * hidden : hidden;

/** Returns the number of units that the output receives: those of the decoder and, with attention, of the context. */
export const decoderWidth = (shape: TranslationShape): number =>
  shape.decoder.hidden + (shape.attention === 'none' ? 0 : encoderWidth(shape));

/**
 * Returns whether encoder and decoder can have a cell. It must be recurrent, so that its state can start from the
 * source, and must not need the distribution of an output, which the encoder does not have.
 */
export function fitsTranslation(cell: CellName): boolean {
  const { needsReadout, attends, windowed }: CellKind = cells[cell];
  return !needsReadout && !attends && !windowed;
}
