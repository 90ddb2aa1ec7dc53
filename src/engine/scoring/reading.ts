import type { Distribution, TextPrefix } from '../model/languageModel';
import type { TextModel } from '../model/openModel';
import { scoreTokens } from '../model/scoreTokens';
import { beginningOf, idOf } from '../model/textIds';
import { type PredictedTokens, Tokens } from './tokens';

/** Number of characters that are read at a time. Reading them takes a few milliseconds. */
const PIECE = 2048;
/**
 * Maximum number of marks (positions from which reading can resume). If there are more, every other mark is
 * dropped.
 */
const MARKS = 256;

/**
 * A position between two pieces of the text, with the state of the model there. Reading can resume from a
 * mark.
 */
interface Mark extends TextPrefix {
  /** Number of characters of the text before the mark. `tokens`: the number of tokens before the mark. */
  readonly offset: number;
  readonly tokens: number;
}

/**
 * The reading of a text by a model: its tokens and their probabilities. If the text changes or grows, reading
 * resumes near the first difference. `model/textIds.ts` defines how a text starts. `model/scoreTokens.ts`
 * defines which tokens have no probability.
 */
export class Reading implements PredictedTokens {
  readonly tokens = new Tokens();
  private text = '';
  private complete = false;
  private readonly marks: Mark[];
  /** Minimum distance between two marks, in characters. */
  private spacing = PIECE;
  private at: Mark;

  /** `from`: the state at which reading starts, such as the end of a reading of the preceding text. */
  constructor(
    private readonly open: TextModel,
    from: TextPrefix = beginningOf(open),
  ) {
    this.at = { offset: 0, tokens: 0, ...from };
    this.marks = [this.at];
  }

  /**
   * Reads the text, one piece per iteration. `complete`: whether the text ends here. Does nothing if this
   * text is the beginning of the text that was read last.
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

  expectations(wanted: readonly number[], visit: (token: number, logProbs: Distribution) => void): void {
    for (let from = 0; from < wanted.length; ) {
      let to = from + 1;
      while (to < wanted.length && wanted[to] - wanted[to - 1] < PIECE) to++;
      this.expect(wanted.slice(from, to), visit);
      from = to;
    }
  }

  /** The state of the model after everything that was read. */
  get end(): TextPrefix {
    const { state, last } = this.at;
    return { state, last };
  }

  /**
   * Returns the state of the model after the first `length` characters of the text. A token must end at this
   * position.
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

  /**
   * Computes the predictions for these tokens in one pass. Starts from the last mark before the first of
   * these tokens.
   */
  private expect(wanted: readonly number[], visit: (token: number, logProbs: Distribution) => void): void {
    const { ids } = this.tokens;
    const mark = this.marks.findLast(({ tokens }) => tokens <= wanted[0]) ?? this.marks[0];
    const history = mark.last < 0 ? [] : [mark.last];
    /** The tokens whose prediction is wanted, by the number of ids that precede them in `history`. */
    const asked = new Map<number, number[]>();
    let token = mark.tokens;
    for (const next of wanted) {
      for (; token < next; token++) if (ids[token] >= 0) history.push(ids[token]);
      asked.set(history.length, [...(asked.get(history.length) ?? []), next]);
    }
    history.push(0); // any id will do, because the last one is not read
    this.open.model.read(mark.state, Int32Array.from(history), (i, logProbs) => {
      for (const each of asked.get(i) ?? []) visit(each, logProbs);
    });
  }

  /** Replaces the text by `text`. Keeps the tokens at the beginning that both texts have in common. */
  private turnTo(text: string, complete: boolean): void {
    const isEnd = this.complete && text.length === this.text.length;
    if (this.text.startsWith(text) && (complete === isEnd || text.endsWith('\n'))) return;
    const common = commonLength(this.text, text);
    // Tokens before the last safe boundary do not depend on what follows, nor on whether the text is
    // complete.
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
 * Returns the length of the common beginning of two texts, in UTF-16 units. Compares slices in a binary
 * search, because this is much faster than comparing unit by unit.
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
