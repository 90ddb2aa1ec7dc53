/** A group of weights of a network: from the input (U), from the hidden units of the last step (W), to the output (V). */
export type WeightGroup = 'U' | 'V' | 'W';

export const weightGroups = ['U', 'W', 'V'] as const satisfies readonly WeightGroup[];

/** Changes of the weights for the computation of an error flow. */
export interface WeightChanges {
  /** The weights that count as 0. */
  readonly off: readonly WeightGroup[];
  /** What the weights W are multiplied by. Absent: 1. */
  readonly factor?: number;
}

/** A state of a layer, such as h, in T steps, and the norms of the error L that reach it. */
export interface StateErrors {
  readonly name: string;
  readonly size: number;
  /** The values after each step, [T * size]. */
  readonly values: Float32Array;
  /** Norm of dL/dstate after each step, [T]. For h, this includes what comes from the layer above. */
  readonly errors: readonly number[];
  /**
   * Norm of the error that each step passes back to the state before it, [T]. `passed[0]` reaches the state before the
   * first step.
   */
  readonly passed: readonly number[];
}

export interface LayerErrors {
  /** The states that steps pass on to the next: h first, then others, such as c of an LSTM. */
  readonly states: readonly StateErrors[];
  /** Norm of the error that passes through U to the layer's input in each step, dL/dx, [T]. */
  readonly input: readonly number[];
}

/** How the error of one prediction flows back through the last T steps of a network. */
export interface ErrorFlow {
  /** -ln P of the predicted token, in nats. */
  readonly loss: number;
  /** One entry per layer, lowest first. */
  readonly layers: readonly LayerErrors[];
  /** Norm of the error that passes through V to the hidden units of the top layer in each step, [T]. */
  readonly output: readonly number[];
  /** ln P of every symbol after each step, [T * V]. */
  readonly logProbs: Float32Array | Float64Array;
}
