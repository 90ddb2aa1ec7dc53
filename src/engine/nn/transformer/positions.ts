import type { Arena, Ids } from '../../core/tensor';
import type { CarriedState } from '../carriedState';

/**
 * The positions of the tokens of a window in their contexts. A context has C tokens. The token after it begins a
 * new one, at position 0, and sees no earlier token.
 */
export interface Positions {
  /** The position of each token, from 0 to C - 1. */
  readonly ids: Ids; // [T * B]
  /** The number of tokens that each token sees, itself included: its position + 1. */
  readonly spans: Ids; // [T * B]
  /** The position of the first token of the window, per stream. */
  readonly state: CarriedState;
  forward(): void;
}

export function contextPositions(arena: Arena, T: number, B: number, C: number): Positions {
  const [ids, spans] = [arena.ids(T * B), arena.ids(T * B)];
  const value = arena.tensor(B, 1);
  // A state from a damaged file may be any number.
  const first = (b: number) => {
    const position = Math.floor(arena.values(value)[b]);
    return position >= 0 && position < C ? position : 0;
  };
  return {
    ids,
    spans,
    state: {
      name: 'history_position',
      value,
      advance(t = T) {
        const positions = arena.values(value);
        for (let b = 0; b < B; b++) positions[b] = (first(b) + t) % C;
      },
      reset: () => void arena.values(value).fill(0),
    },

    forward() {
      const [places, seen] = [arena.idValues(ids), arena.idValues(spans)];
      for (let b = 0; b < B; b++) {
        const start = first(b);
        for (let t = 0; t < T; t++) {
          places[t * B + b] = (start + t) % C;
          seen[t * B + b] = places[t * B + b] + 1;
        }
      }
    },
  };
}
