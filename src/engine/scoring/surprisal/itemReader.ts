import type { Tokenizer } from '../../data/tokenizer';
import type { TextModel } from '../../model/openModel';
import { nameOf } from '../mostSurprising';
import { codePoints } from './codePoints';
import { type ReadPiece, readTokens } from './readTokens';
import { wordSpans } from './spans';
import type { SurprisalRow } from './surprisalRow';
import { TokenSums } from './tokenSums';

/**
 * Reads one item, which is the whole text or one of its lines, and yields the numbered rows of its tokens or
 * words.
 */
export class ItemReader {
  private sentence = 1;
  private position = 0;
  /**
   * Sums over the tokens since the last row. They are kept from piece to piece, because white space at the
   * end of a piece can belong to a word of the next piece.
   */
  private sums: TokenSums;
  /** The end of the last row, in code points of the whole text. */
  private lastEnd: number;

  constructor(
    private readonly open: TextModel,
    private readonly words: Tokenizer | undefined,
    private readonly item: number,
    /** Number of code points of the whole text before the part that is read next. */
    private offset: number,
  ) {
    this.lastEnd = offset;
    this.sums = new TokenSums(open);
  }

  *rows(pieces: Iterator<string>, isWhole: boolean): Generator<SurprisalRow> {
    for (const piece of readTokens(this.open, pieces, isWhole)) {
      yield* this.words ? this.wordRows(piece, this.words) : this.tokenRows(piece);
    }
    // White space at the end of the item gets a row of its own, without a token.
    if (this.sums.tokens > 0) yield this.row('', [this.lastEnd, this.offset]);
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
        // A sentence end without characters must follow the row of the word before it.
        if (isMark && tokens.ends[token] > start && start < end) break;
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

  /**
   * Returns the row of a sentence end that has no characters. White space before the sentence end is counted
   * with the next word.
   */
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

  /**
   * Advances `this.offset` over the text from index `at` to `end`. Returns the range from `start` to `end` in
   * code points of the whole text.
   */
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
    const { item, sentence } = this;
    const { logProb, unknown } = this.sums;
    const position = ++this.position;
    if ((this.words ?? this.open.tokenizer).endsSentence(token)) {
      this.sentence++;
      this.position = 0;
    }
    this.sums = new TokenSums(this.open);
    this.lastEnd = end;
    return { item, sentence, position, token, start, end, logProb, rank, entropy, unknown, order };
  }
}

type Prediction = Pick<SurprisalRow, 'rank' | 'entropy' | 'order'>;

const NO_PREDICTION: Prediction = { rank: 0, entropy: Number.NaN, order: 0 };

function predictionOf({ ranks, entropies, orders }: ReadPiece, token: number): Prediction {
  return { rank: ranks[token], entropy: entropies[token], order: orders[token] };
}
