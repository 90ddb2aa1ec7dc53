import type { Vocabulary } from '../data/vocabulary';
import type { Kernels } from '../kernels/kernels';
import type { BidirectionalModel } from '../nn/bidirectional/bidirectionalModel';
import { type BidirectionalWindow, unfoldMasked } from '../nn/bidirectional/bidirectionalWindow';
import { readStates, writeStates } from '../nn/carriedState';
import type { Distribution } from './languageModel';

/** Maximum number of tokens that are scored in one window. */
const PIECE = 64;
/**
 * BLOCK: number of pieces whose states from the right are in memory at a time. AHEAD: number of pieces after a block
 * from which its states from the right are computed. A longer text after the block has no effect.
 */
const BLOCK = 64;
const AHEAD = 16;

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
    const reading = this.read(ids, (i, logProbs) => {
      scores[i] = logProbs[ids[i]];
    });
    for (const _piece of reading);
    return scores;
  }

  /**
   * Calls `visit` in order with the distribution of every token but the first and the last one. Yields after each
   * window, so that messages can be handled.
   */
  *read(
    ids: Int32Array,
    visit: (i: number, logProbs: Distribution) => void,
  ): Generator<void, void, undefined> {
    const V = this.vocabulary.size;
    const pieces = piecesOf(ids.length - 2);
    let fromLeft: Float64Array | undefined;
    for (let block = 0; block < pieces.length; block += BLOCK) {
      const fromRight = yield* this.statesFromRight(ids, pieces.slice(block, block + BLOCK + AHEAD));
      for (const [p, { start, length }] of pieces.slice(block, block + BLOCK).entries()) {
        const window = this.place(ids, { start, length }, fromLeft, fromRight[p]);
        const logProbs = this.kernels.arena.values(window.logProbs());
        for (let t = 0; t < length; t++) visit(start + t + 1, logProbs.subarray(t * V, (t + 1) * V));
        for (const state of window.borders.left) state.advance();
        fromLeft = readStates(this.kernels.arena, window.borders.left, 0);
        yield;
      }
    }
  }

  /**
   * Returns the states of the right-to-left stack at the right end of each piece. Computes them in a pass
   * from the end of the pieces to their start.
   */
  private *statesFromRight(ids: Int32Array, pieces: readonly Piece[]) {
    const found: (Float64Array | undefined)[] = [];
    let carried: Float64Array | undefined;
    for (const piece of [...pieces].reverse()) {
      found.push(carried);
      const window = this.place(ids, piece, undefined, carried);
      for (const state of window.borders.right) state.advance();
      carried = readStates(this.kernels.arena, window.borders.right, 0);
      yield;
    }
    return found.reverse();
  }

  /** Reads a piece from these states. Without states, a direction starts as at the border of a text. */
  private place(
    ids: Int32Array,
    { start, length }: Piece,
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

/** Divides `count` tokens into pieces. Their lengths are powers of 2, so that at most 7 windows are ever allocated. */
function piecesOf(count: number): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0, length = PIECE; start < count; start += length) {
    while (length > count - start) length /= 2;
    pieces.push({ start, length });
  }
  return pieces;
}
