import type { StatePart } from '../../protocol/statePart';
import type { Numbers } from './parameters';

/** A part of a network with its values after every token of a text. */
export interface PartValues extends StatePart {
  /** The values, [tokens, size], row by row. */
  readonly values: Numbers;
}

/** The tokens of a text that a network has read, and the values of its parts after each of them. */
export interface TextStates {
  /** The id of each token. Tokens without an id are left out. */
  readonly ids: Int32Array;
  /** The starts of the tokens in the text, in UTF-16 units; `ends`: their ends. Empty if ids were given. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The states and gates, lowest layer first: h, then c of an LSTM, then the gates. */
  readonly parts: readonly PartValues[];
}
