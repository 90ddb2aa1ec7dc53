import type { Activation } from '../kernels/kernels';
import { type CellName, cells } from './cells';
import type { CellKind } from './cells/cell';
import { type OutputName, outputs } from './outputs';
import type { OutputOptions } from './outputs/output';

/** The output of a network. */
export interface OutputShape extends OutputOptions {
  readonly output: OutputName;
}

/** What a network is made of; every number of it follows from this. */
export interface NetworkShape extends OutputShape {
  readonly cell: CellName;
  readonly activation: Activation;
  /** Symbols, V. */
  readonly vocabulary: number;
  /** Hidden units of every layer, H. */
  readonly hidden: number;
  /** Layers, 1 or more. */
  readonly layers: number;
  /** Numbers in a token's vector, E; with 0 the first layer looks tokens up in its own weights. */
  readonly embedding: number;
  /** Tokens in view of a network without memory, n. */
  readonly context: number;
  /** Probability of leaving a unit out between layers, while training. */
  readonly dropout: number;
  /** What slow units keep of themselves from step to step, μ. */
  readonly decay: number;
}

/** Bengio et al. (2003) had 30 features a word for their best mixture. */
const FEATURES = 30;

/** The tokens in view and the length of their vectors: n and E, which is 0 for one-hot tokens. */
export function viewOf({ cell, context, embedding }: NetworkShape): { n: number; E: number } {
  const kind: CellKind = cells[cell];
  return kind.windowed ? { n: context, E: embedding || FEATURES } : { n: 1, E: embedding };
}

/** The cell of layer `layer`, from 0 at the bottom. */
export function cellAt({ cell, layers }: NetworkShape, layer: number): CellKind {
  const kind: CellKind = cells[cell];
  return layer === layers - 1 ? kind : (kind.beneath ?? kind);
}

/** Units that the output sees, D. */
export const widthInView = ({ hidden, compression }: NetworkShape): number => compression || hidden;

/** Whether the embedding's rows are the output's weights as well. */
export const isTied = ({ output }: NetworkShape): boolean => outputs[output].tied;
