import { scanLines } from '../../data/lines';
import type { Tokenizer } from '../../data/tokenizer';
import type { TextModel } from '../../model/openModel';
import { nameOf } from '../mostSurprising';
import { type ReadPiece, readTokens } from './readTokens';
import { wordSpans } from './spans';
import { TokenSums } from './tokenSums';

/** The surprisal of a token, or of a word that consists of several tokens. */
export interface SurprisalRow {
  /** Number of the text that is read on its own, from 1. */
  readonly item: number;
  /** Number of the sentence in its item, from 1. */
  readonly sentence: number;
  /** Position in the sentence, from 1. */
  readonly position: number;
  readonly token: string;
  /** Range in the whole text, in code points. */
  readonly start: number;
  readonly end: number;
  /** ln P(token | history), summed over a word's tokens; NaN if one of them has none. */
  readonly logProb: number;
  /** Rank among the predictions (1 = most likely); 0 if there is none, or for a word of several tokens. */
  readonly rank: number;
  /** Entropy of the prediction, in nats; NaN if there is none, or for a word of several tokens. */
  readonly entropy: number;
  /** Number of tokens that are not in the vocabulary. */
  readonly unknown: number;
  /** Length of the n-gram that gave the probability; 0 if there is none, or for a word of several tokens. */
  readonly order: number;
}

export interface RowOptions {
  /**
   * Splits the text into the words to report. A word's surprisal is the sum over its tokens, including the
   * white space before it. Undefined: a row for each token.
   */
  readonly words?: Tokenizer;
  /** Whether every line is an item of its own, read without what precedes it. Blank lines are skipped. */
  readonly perLine?: boolean;
  /** Whether the text ends with the last piece, so that its last line is complete; false for a part of a text. */
  readonly isWhole?: boolean;
  /** Code points before the text, to which `start` and `end` are added; 0 unless given. */
  readonly offset?: number;
}

/** Yields the rows of a text that arrives in pieces. Keeps only one piece in memory. */
export function* surprisalRows(
  open: TextModel,
  pieces: Iterator<string>,
  { words, perLine = false, isWhole = true, offset = 0 }: RowOptions = {},
): Generator<SurprisalRow> {
  if (!perLine) {
    yield* new ItemReader(open, words, 1, offset).rows(pieces, isWhole);
    return;
  }
  let [item, at] = [0, offset];
  for (const { line, width } of linesOf(pieces, open.tokenizer)) {
    if (line.trim() !== '') yield* new ItemReader(open, words, ++item, at).rows([line].values(), true);
    at += width;
  }
}

/**
 * Yields each line without its newline, and its width in code points with it. A line that a filter leaves out
 * is empty.
 */
function* linesOf(
  pieces: Iterator<string>,
  { filter }: Tokenizer,
): Generator<{ readonly line: string; readonly width: number }> {
  let rest = '';
  for (let next = pieces.next(); !next.done; ) {
    const text = rest + next.value;
    next = pieces.next();
    const leftOut = filter?.leftOut(text);
    const lines: { readonly line: string; readonly width: number }[] = [];
    scanLines(text, (start, newline, end) => {
      // A CRLF that two pieces divide gives an empty line, which has no rows.
      const isWhole = next.done || newline < end;
      rest = isWhole ? '' : text.slice(start);
      const isKept = leftOut?.subarray(start, newline).includes(0) ?? true;
      const line = isKept ? text.slice(start, newline) : '';
      if (isWhole) lines.push({ line, width: codePoints(text, start, end) });
    });
    yield* lines;
  }
}

/** Reads one item, and numbers its rows. */
class ItemReader {
  private sentence = 1;
  private position = 0;
  /** The tokens since the last row. White space can belong to a word of the next piece. */
  private sums: TokenSums;
  /** Where the last row ends. */
  private lastEnd: number;

  constructor(
    private readonly open: TextModel,
    private readonly words: Tokenizer | undefined,
    private readonly item: number,
    /** Code points of the whole text before the part that is read next. */
    private offset: number,
  ) {
    this.lastEnd = offset;
    this.sums = new TokenSums(open);
  }

  *rows(pieces: Iterator<string>, isWhole: boolean): Generator<SurprisalRow> {
    for (const piece of readTokens(this.open, pieces, isWhole)) {
      yield* this.words ? this.wordRows(piece, this.words) : this.tokenRows(piece);
    }
    if (this.sums.tokens > 0) yield this.row('', [this.lastEnd, this.offset]); // white space at the end
  }

  private *tokenRows(piece: ReadPiece): Generator<SurprisalRow> {
    const { text, tokens } = piece;
    let at = 0;
    for (let token = 0; token < tokens.length; token++) {
      this.sums.add(tokens, token);
      const range = this.move(text, at, tokens.starts[token], tokens.ends[token]);
      at = tokens.ends[token];
      yield this.row(nameOf(this.open, tokens, text, token), range, predictionOf(piece, token));
    }
  }

  private *wordRows(piece: ReadPiece, words: Tokenizer): Generator<SurprisalRow> {
    const { text, complete, tokens } = piece;
    let [at, token] = [0, 0];
    for (const { text: word, start, end } of wordSpans(words, text, complete)) {
      for (; token < tokens.length && tokens.ends[token] <= end; token++) {
        const isMark = tokens.starts[token] === tokens.ends[token];
        if (isMark && tokens.ends[token] > start && start < end) break; // it ends the sentence after this word
        if (isMark) yield this.markRow(piece, token, at);
        else this.sums.add(tokens, token);
      }
      if (start === end) continue;
      const range = this.move(text, at, start, end);
      at = end;
      yield this.row(word, range, this.sums.tokens === 1 ? predictionOf(piece, token - 1) : undefined);
    }
    for (; token < tokens.length; token++) {
      if (tokens.starts[token] === tokens.ends[token]) yield this.markRow(piece, token, at);
      else this.sums.add(tokens, token);
    }
    this.offset += codePoints(text, at, text.length);
  }

  /** The row of a sentence end that has no characters. White space before it stays with the next word. */
  private markRow(piece: ReadPiece, token: number, at: number): SurprisalRow {
    const { text, tokens } = piece;
    const before = this.sums;
    this.sums = new TokenSums(this.open);
    this.sums.add(tokens, token);
    const place = this.offset + codePoints(text, at, tokens.ends[token]);
    const row = this.row(nameOf(this.open, tokens, text, token), [place, place], predictionOf(piece, token));
    this.sums = before;
    return row;
  }

  /** Moves on from `at` to `end`, and returns the range from `start` to `end` in code points. */
  private move(text: string, at: number, start: number, end: number): readonly [number, number] {
    const first = this.offset + codePoints(text, at, start);
    this.offset = first + codePoints(text, start, end);
    return [first, this.offset];
  }

  private row(
    token: string,
    [start, end]: readonly [number, number],
    { rank, entropy, order }: Prediction = NO_PREDICTION,
  ): SurprisalRow {
    const { item, sentence, sums } = this;
    const position = ++this.position;
    if ((this.words ?? this.open.tokenizer).endsSentence(token)) {
      this.sentence++;
      this.position = 0;
    }
    this.sums = new TokenSums(this.open);
    this.lastEnd = end;
    return {
      ...{ item, sentence, position, token, start, end },
      ...{ logProb: sums.logProb, rank, entropy, unknown: sums.unknown, order },
    };
  }
}

type Prediction = Pick<SurprisalRow, 'rank' | 'entropy' | 'order'>;

const NO_PREDICTION: Prediction = { rank: 0, entropy: Number.NaN, order: 0 };

function predictionOf({ ranks, entropies, orders }: ReadPiece, token: number): Prediction {
  return { rank: ranks[token], entropy: entropies[token], order: orders[token] };
}

/** Returns the number of code points of a range. */
export function codePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xdc00 || unit > 0xdfff) count++; // the second half of a pair is not counted
  }
  return count;
}
