import { beginningOf, follow, idOf } from '../model/follow';
import type { Distribution, TextPrefix } from '../model/languageModel';
import type { TextModel } from '../model/openModel';
import { Tokens } from './tokens';

/** Characters read at a time: a few milliseconds. */
const PIECE = 2048;
/** Places to go on from that are kept at most; beyond, every other one is dropped. */
const MARKS = 256;

/** A place in the text between two pieces, and how the model stands there. */
interface Mark extends TextPrefix {
  /** Characters and tokens before it. */
  readonly offset: number;
  readonly tokens: number;
}

/**
 * A text as a model reads it, from its first character on: its tokens and what each of them was worth. The text may
 * change and grow; then reading goes on near the first place that differs.
 *
 * Where a text begins, and what has no probability, `eval/follow` says.
 */
export class Reading {
  readonly tokens = new Tokens();
  private text = '';
  private complete = false;
  private readonly marks: Mark[];
  /** Characters between kept marks. */
  private spacing = PIECE;
  private at: Mark;

  /** `from`: where another reading ended, of what comes before the text. */
  constructor(
    private readonly open: TextModel,
    from: TextPrefix = beginningOf(open),
  ) {
    this.at = { offset: 0, tokens: 0, ...from };
    this.marks = [this.at];
  }

  /**
   * Reads the text, a piece at every turn. `complete` says that the text ends where this one does. One that the text
   * read last begins with is read already.
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
   * Shows what the model expected in the place of each of these tokens (in order), known or not. One that nothing
   * comes before is passed over.
   */
  expectations(wanted: readonly number[], visit: (token: number, logProbs: Distribution) => void): void {
    for (let from = 0; from < wanted.length; ) {
      let to = from + 1;
      while (to < wanted.length && wanted[to] - wanted[to - 1] < PIECE) to++;
      this.expect(wanted.slice(from, to), visit);
      from = to;
    }
  }

  /** How the model stands after all that was read. */
  get end(): TextPrefix {
    const { state, last } = this.at;
    return { state, last };
  }

  /** How the model stands after the first `length` characters of the text, which end where a token does. */
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

  /** In one go, from the last mark before them. */
  private expect(wanted: readonly number[], visit: (token: number, logProbs: Distribution) => void): void {
    const { ids } = this.tokens;
    const mark = this.marks.findLast(({ tokens }) => tokens <= wanted[0]) ?? this.marks[0];
    const history = mark.last < 0 ? [] : [mark.last];
    /** By the length of a history: the tokens that are expected after it. */
    const asked = new Map<number, number[]>();
    let token = mark.tokens;
    for (const next of wanted) {
      for (; token < next; token++) if (ids[token] >= 0) history.push(ids[token]);
      asked.set(history.length, [...(asked.get(history.length) ?? []), next]);
    }
    history.push(0); // any: the last one is not taken in
    this.open.model.read(mark.state, Int32Array.from(history), (i, logProbs) => {
      for (const each of asked.get(i) ?? []) visit(each, logProbs);
    });
  }

  /** Keeps what the two texts have in common, and makes `text` the one to read. */
  private turnTo(text: string, complete: boolean): void {
    const isEnd = this.complete && text.length === this.text.length;
    if (this.text.startsWith(text) && (complete === isEnd || text.endsWith('\n'))) return;
    const common = commonLength(this.text, text);
    // Whether a text is complete changes only what follows its last cut.
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
    const read = follow(open.model, { state, last }, tokens.ids.subarray(first, tokens.length));
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

/** Characters that two texts begin with alike. Comparing slices is a comparison of memory, far faster than a loop. */
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
