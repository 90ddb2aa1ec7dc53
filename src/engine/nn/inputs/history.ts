import type { Arena, Ids } from '../../core/tensor';
import type { CarriedState } from '../carriedState';

/** The last tokens before a window, as a state that is passed from window to window. */
export interface TokenHistory extends CarriedState {
  /**
   * Writes the tokens before the window to the start of `ids`. The caller writes the tokens of the window
   * after them.
   */
  copyToIds(): void;
}

interface HistoryOptions {
  readonly name: string;
  /** The tokens before the window, followed by the tokens of the window. */
  readonly ids: Ids; // [(count + T) * B], time-major
  readonly B: number;
  /** Number of tokens before the window that are kept per stream. */
  readonly count: number;
  /** The id used for positions before the first token of a text. */
  readonly none: number;
}

/**
 * Returns the state with the last `count` tokens before a window. They are stored as numbers [B, count], like
 * other states.
 */
export function historyState(arena: Arena, { name, ids, B, count, none }: HistoryOptions): TokenHistory {
  const value = arena.tensor(B, count);
  arena.values(value).fill(none);
  const each = (visit: (k: number, b: number) => void) => {
    for (let k = 0; k < count; k++) for (let b = 0; b < B; b++) visit(k, b);
  };
  return {
    name,
    value,
    copyToIds() {
      const [all, past] = [arena.idValues(ids), arena.values(value)];
      each((k, b) => {
        all[k * B + b] = past[b * count + k];
      });
    },
    advance(t = ids.length / B - count) {
      const last = arena.idValues(ids).subarray(t * B);
      const past = arena.values(value);
      each((k, b) => {
        past[b * count + k] = last[k * B + b];
      });
    },
    reset: () => void arena.values(value).fill(none),
  };
}
