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
 * | p          | P(state | tokens so far) of a hidden Markov model, one number per state            |
 * | x          | the estimated state of a linear dynamical system                                  |
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
