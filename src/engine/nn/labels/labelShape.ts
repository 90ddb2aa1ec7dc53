import type { LabelTask } from '../../../protocol/run';
import { type CellName, cells } from '../cells';
import type { CellKind } from '../cells/cell';
import type { NetworkShape } from '../shape';
import type { PoolingName } from './poolings';

/** Whether a network reads a text from its start only, or also from its end. */
export type Direction = 'forward' | 'both';

/** The architecture of a network that labels texts or tokens. */
export interface LabelShape {
  readonly task: LabelTask;
  readonly direction: Direction;
  /** How the states of a text become one vector. A tagger uses none. */
  readonly pooling: PoolingName;
  /** Number of labels, K. */
  readonly labels: number;
  /** The layers of each direction. Their output is not used. */
  readonly layers: NetworkShape;
}

/** Returns the number of units that the output receives: H of each direction. */
export const outputWidth = ({ direction, layers: { hidden } }: LabelShape): number =>
  direction === 'both' ? 2 * hidden : hidden;

/**
 * Returns whether a cell can read in a direction. Jordan's network feeds back the predicted next token, which a
 * labelling network does not have. A transformer counts positions from the start.
 */
export function fitsDirection(cell: CellName, direction: Direction): boolean {
  const { needsReadout, attends }: CellKind = cells[cell];
  return !needsReadout && !(attends && direction === 'both');
}
