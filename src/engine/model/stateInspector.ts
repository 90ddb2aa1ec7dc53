import { concatenate } from '../core/concatenate';

/**
 * A part of a network whose values can be read after every token: the units of a layer, or one of its gates.
 *
 * | name       | part                                                                              |
 * |------------|-----------------------------------------------------------------------------------|
 * | h          | the hidden units, which every network has                                         |
 * | c          | the cell state of an LSTM                                                         |
 * | s          | the state units of a Jordan network, or the context of an scrn layer              |
 * | i, f, g, o | the gates of an LSTM after their activation functions; g is the candidate         |
 * | r, z, n    | the gates of a GRU likewise; n is the candidate (faster-rnnlm: r, u, q)           |
 * | y          | the outputs: P(next symbol), one number per symbol                                |
 */
export interface StatePart {
  readonly name: string;
  /** Number of the layer, 0 for the lowest. The outputs have the number of the top layer. */
  readonly layer: number;
  /** Number of units. */
  readonly size: number;
  /** `state`: a state that the next step reads, too. */
  readonly kind: 'state' | 'gate' | 'output';
}

/** Reads a text token by token and returns the values of a network's parts after each token. */
export interface StateInspector {
  /** The parts, lowest layer first. In each layer, states precede gates; the outputs are last. */
  readonly parts: readonly StatePart[];
  /** Reads a token. Returns the values of every part after it, which are valid until the next call. */
  read(id: number): readonly Float64Array[];
}

export interface InspectorOptions<State = unknown> {
  /** The state from which to read. Default: the state at the start of a text. */
  readonly from?: State;
  /** Whether to compute the outputs, which is slow for large vocabularies. Default: false. */
  readonly outputs?: boolean;
}

/** Reads a token. Returns the hidden states of all layers after it, concatenated. */
export type StateReader = (id: number) => Float64Array;

/** Returns a function that reads tokens with an inspector. */
export function stateReader({ parts, read }: StateInspector): StateReader {
  return id => {
    const values = read(id);
    return concatenate(
      Float64Array,
      values.filter((_, p) => parts[p].kind === 'state'),
    );
  };
}
