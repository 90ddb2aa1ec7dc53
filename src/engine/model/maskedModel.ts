import type { Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import type { BidirectionalModel } from '../nn/bidirectional/bidirectionalModel';
import { type BidirectionalWindow, unfoldMasked } from '../nn/bidirectional/bidirectionalWindow';
import { readStates, writeStates } from '../nn/carriedState';

/** Number of tokens that are scored in one pass. */
const PIECE = 64;

/**
 * A model that scores each token given all other tokens of its text, before and after it: ln P(x_t | x_<t,
 * x_>t). The sum of these values is the pseudo-log-likelihood of the text. Unlike a `LanguageModel`, the
 * model cannot continue reading from a state.
 */
export class MaskedModel {
  private readonly windows = new Map<number, BidirectionalWindow>();

  constructor(
    private readonly kernels: Kernels,
    private readonly model: BidirectionalModel,
    readonly vocabulary: Vocabulary,
  ) {}

  /**
   * Returns ln P of every token. The first and the last token have context on one side only; their values are
   * NaN.
   */
  score(ids: Int32Array): Float64Array {
    const scores = new Float64Array(ids.length).fill(Number.NaN);
    if (ids.length < 3) return scores;
    const pieces = piecesOf(ids.length - 2);
    const fromRight = this.statesFromRight(ids, pieces);
    let fromLeft: Float64Array | undefined;
    for (const [p, { start, length }] of pieces.entries()) {
      const window = this.read(ids, start, length, fromLeft, fromRight[p]);
      const logProbs = this.kernels.arena.values(window.logProbs());
      for (let t = 0; t < length; t++) {
        scores[start + t + 1] = logProbs[t * this.vocabulary.size + ids[start + t + 1]];
      }
      for (const state of window.borders.left) state.advance();
      fromLeft = readStates(this.kernels.arena, window.borders.left, 0);
    }
    return scores;
  }

  /**
   * Returns the states of the right-to-left stack at the right end of each piece. Computes them in a pass
   * from the end of the text to its start.
   */
  private statesFromRight(ids: Int32Array, pieces: readonly Piece[]): (Float64Array | undefined)[] {
    let carried: Float64Array | undefined;
    const states = [...pieces].reverse().map(({ start, length }) => {
      const before = carried;
      const window = this.read(ids, start, length, undefined, before);
      for (const state of window.borders.right) state.advance();
      carried = readStates(this.kernels.arena, window.borders.right, 0);
      return before;
    });
    return states.reverse();
  }

  private read(
    ids: Int32Array,
    start: number,
    length: number,
    left: Float64Array | undefined,
    right: Float64Array | undefined,
  ): BidirectionalWindow {
    const { arena } = this.kernels;
    const window = this.windows.get(length) ?? unfoldMasked(this.kernels, this.model, { T: length, B: 1 });
    this.windows.set(length, window);
    for (const [states, carried] of [
      [window.borders.left, left],
      [window.borders.right, right],
    ] as const) {
      if (carried) writeStates(arena, states, 0, carried);
      else for (const state of states) state.reset();
    }
    arena.idValues(window.tokens).set(ids.subarray(start, start + length + 2));
    window.forward();
    return window;
  }
}

/**
 * A piece of `length` tokens to score. The first of them is the token at index `start` + 1; the token at
 * `start` is context.
 */
interface Piece {
  readonly start: number;
  readonly length: number;
}

function piecesOf(count: number): Piece[] {
  return Array.from({ length: Math.ceil(count / PIECE) }, (_, p) => ({
    start: p * PIECE,
    length: Math.min(PIECE, count - p * PIECE),
  }));
}
