import type { Distribution, TextPrefix } from '../model/languageModel';
import type { TextModel } from '../model/openModel';
import { scoreTokens } from '../model/scoreTokens';
import { beginningOf, idOf } from '../model/textIds';
import { Tokens } from './tokens';

/** Characters read at a time, which takes a few milliseconds. */
const PIECE = 2048;
/** Maximum number of marks. If exceeded, every other one is dropped. */
const MARKS = 256;

/** A position in the text between two pieces, with the model's state there. Reading can continue from it. */
interface Mark extends TextPrefix {
  /** Number of characters and tokens before the mark. */
  readonly offset: number;
  readonly tokens: number;
}

/**
 * A text as a model reads it from its start: its tokens and their probabilities. The text may change and
 * grow; reading then continues near the first difference.
 *
 * `model/textIds.ts` defines how a text starts, `model/scoreTokens.ts` which tokens have no probability.
 */
export class Reading {
  readonly tokens = new Tokens();
  private text = '';
  private complete = false;
  private readonly marks: Mark[];
  /** Minimum distance between marks, in characters. */
  private spacing = PIECE;
  private at: Mark;

  /** `from`: the end of another reading, of the text before this one. */
  constructor(
    private readonly open: TextModel,
    from: TextPrefix = beginningOf(open),
  ) {
    this.at = { offset: 0, tokens: 0, ...from };
    this.marks = [this.at];
  }

  /**
   * Reads the text, one piece per iteration. `complete`: whether the text ends here. Does nothing for a
   * beginning of the text that was read last.
   */
  *read(text: string, complete: boolean): Generator<void, void, undefined> {
    this.turnTo(text, complete);
    const { before, after } = this.open.tokenizer.boundaries;
    while (this.at.offset < text.length) {
      const { offset } = this.at;
      const wanted = Math.min(offset + PIECE, this.text.length);
      const cut = before(this.text, wanted);
      this.readPiece(cut > offset ? cut : after(this.text, wanted));
      yield;
    }
  }

  /**
   * Calls `visit` with the model's prediction at the position of each of these tokens (in order), known or
   * not. Skips tokens that nothing precedes.
   */
  expectations(wanted: readonly number[], visit: (token: number, logProbs: Distribution) => void): void {
    for (let from = 0; from < wanted.length; ) {
      let to = from + 1;
      while (to < wanted.length && wanted[to] - wanted[to - 1] < PIECE) to++;
      this.expect(wanted.slice(from, to), visit);
      from = to;
    }
  }

  /** The model's state after all that was read. */
  get end(): TextPrefix {
    const { state, last } = this.at;
    return { state, last };
  }

  /**
   * Returns the model's state after the first `length` characters of the text, which must end with a token.
   */
  outcome(length: number): TextPrefix {
    const mark = this.marks.findLast(({ offset }) => offset <= length) ?? this.marks[0];
    const { ids, ends } = this.tokens;
    const history = mark.last < 0 ? [] : [mark.last];
    for (let token = mark.tokens; token < this.tokens.length && ends[token] <= length; token++)
      if (ids[token] >= 0) history.push(ids[token]);
    const last = history.at(-1) ?? 0;
    if (history.length < 2) return { state: mark.state, last };
    return { state: this.open.model.score(mark.state, Int32Array.from(history)).state, last };
  }

  /** Computes the predictions in one pass from the last mark before them. */
  private expect(wanted: readonly number[], visit: (token: number, logProbs: Distribution) => void): void {
    const { ids } = this.tokens;
    const mark = this.marks.findLast(({ tokens }) => tokens <= wanted[0]) ?? this.marks[0];
    const history = mark.last < 0 ? [] : [mark.last];
    /** Tokens whose prediction is wanted, by the length of the history before them. */
    const asked = new Map<number, number[]>();
    let token = mark.tokens;
    for (const next of wanted) {
      for (; token < next; token++) if (ids[token] >= 0) history.push(ids[token]);
      asked.set(history.length, [...(asked.get(history.length) ?? []), next]);
    }
    history.push(0); // any id: the last one is not read
    this.open.model.read(mark.state, Int32Array.from(history), (i, logProbs) => {
      for (const each of asked.get(i) ?? []) visit(each, logProbs);
    });
  }

  /** Keeps the common beginning of the old and the new text, and makes `text` the one to read. */
  private turnTo(text: string, complete: boolean): void {
    const isEnd = this.complete && text.length === this.text.length;
    if (this.text.startsWith(text) && (complete === isEnd || text.endsWith('\n'))) return;
    const common = commonLength(this.text, text);
    // Whether a text is complete affects only tokens after its last boundary.
    const safe = this.open.tokenizer.boundaries.before(text, common);
    if (this.at.offset > safe) this.goBack(safe);
    this.text = text;
    this.complete = complete;
  }

  private goBack(offset: number): void {
    while (this.marks.length > 1 && this.marks[this.marks.length - 1].offset > offset) this.marks.pop();
    this.at = this.marks[this.marks.length - 1];
    this.tokens.length = this.at.tokens;
  }

  private readPiece(end: number): void {
    const { tokens, open } = this;
    const { offset, state, last, tokens: first } = this.at;
    const ends = end === this.text.length && this.complete;
    open.tokenizer.scan(this.text.slice(offset, end), ends, (symbol, from, to) => {
      tokens.add(offset + from, offset + to, idOf(open.model, symbol));
    });
    const read = scoreTokens(open.model, { state, last }, tokens.ids.subarray(first, tokens.length));
    tokens.logProbs.set(read.logProbs, first);
    this.at = { offset: end, tokens: tokens.length, ...read.at };
    const previous = this.marks[this.marks.length - 1];
    if (end - previous.offset >= this.spacing) this.keep(this.at);
  }

  private keep(mark: Mark): void {
    this.marks.push(mark);
    if (this.marks.length <= MARKS) return;
    const thinned = this.marks.filter((_, i) => i % 2 === 0);
    this.marks.splice(0, this.marks.length, ...thinned);
    this.spacing *= 2;
  }
}

/**
 * Returns the length of the common beginning of two texts. Comparing slices compares memory, which is much
 * faster than a loop.
 */
function commonLength(a: string, b: string): number {
  let [low, high] = [0, Math.min(a.length, b.length)];
  if (a.startsWith(b.slice(0, high))) return high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (a.slice(low, middle) === b.slice(low, middle)) low = middle;
    else high = middle;
  }
  return low;
}
