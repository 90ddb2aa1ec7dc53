import type { StatePart } from '../../protocol/statePart';
import { concatenate } from '../core/concatenate';

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
