import { smallPieces } from '../../engine/data/smallPieces';
import { originOf } from '../../engine/scoring/readingStart';
import { type AlignedRow, alignRows } from '../../engine/scoring/surprisal/align';
import { codePoints } from '../../engine/scoring/surprisal/codePoints';
import {
  checkTokenizers,
  filteredAlike,
  type ModelColumn,
  wordTokenizerOf,
} from '../../engine/scoring/surprisal/commonTokenizer';
import { surprisalRows } from '../../engine/scoring/surprisal/rows';
import type { LabelledRow } from '../../export/surprisal/tokenTable';
import type { SurprisalSource } from '../../protocol/surprisalTable';

/** A range and the text of its document. */
export interface RangeText extends SurprisalSource {
  readonly text: string;
}

/**
 * Generates the rows of a surprisal table for several ranges, one after the other, and counts how much text
 * was read.
 */
export class RangeRows {
  private read = 0;
  private all = 0;

  private readonly models: readonly ModelColumn[];

  /** Throws a UserError if the rows are tokens and the models divide texts differently. */
  constructor(
    models: readonly ModelColumn[],
    private readonly options: { readonly byWords: boolean; readonly perLine: boolean },
  ) {
    this.models = filteredAlike(models);
    if (!options.byWords) checkTokenizers(this.models);
  }

  /** The share of the ranges' text that has been read, from 0 to 1. */
  get share(): number {
    return this.all > 0 ? Math.min(1, this.read / this.all) : 1;
  }

  *of(texts: readonly RangeText[]): Generator<LabelledRow> {
    this.all = texts.reduce((sum, { range }) => sum + range.end - range.start, 0);
    for (const each of texts) {
      for (const row of this.rowsOf(each)) {
        yield texts.length > 1 ? { ...row, label: this.labelOf(each, row) } : row;
      }
    }
  }

  private labelOf({ name }: RangeText, { first }: AlignedRow): string {
    return this.options.perLine ? `${name}:${first.item}` : name;
  }

  /**
   * Generates the rows of one range. Also reads the context before the range but yields no rows for it,
   * except for a token that begins in the context and ends in the range. Numbers sentences from the start
   * of the range.
   */
  private *rowsOf({ text, range }: RangeText): Generator<AlignedRow> {
    const { perLine } = this.options;
    const { start, end } = range;
    const [{ open }] = this.models;
    const origin = originOf(open.tokenizer, text, perLine ? { start, context: 'none' } : range);
    const offset = codePoints(text, 0, origin);
    const first = codePoints(text, 0, start);
    const last = first + codePoints(text, start, end);
    let sentences: number | undefined;
    for (const row of alignRows(this.readersOf(text, origin, end, offset))) {
      // Skips a row that belongs to the context before the range.
      if (row.first.start < first && row.first.end <= first) continue;
      if (row.first.start > last || (row.first.start === last && end < text.length)) return;
      sentences ??= row.first.sentence - 1;
      yield { ...row, first: { ...row.first, sentence: row.first.sentence - (perLine ? 0 : sentences) } };
    }
  }

  private readersOf(text: string, origin: number, end: number, offset: number) {
    const { byWords, perLine } = this.options;
    const words = byWords ? wordTokenizerOf(this.models, text) : undefined;
    return this.models.map(({ open }, i) => {
      const { boundaries } = words ?? open.tokenizer;
      const last = perLine ? end : boundaries.after(text, end);
      const options = { words, perLine, offset, isWhole: last === text.length };
      const pieces = smallPieces(text.slice(origin, last), boundaries);
      return surprisalRows(open, i === 0 ? this.counted(pieces) : pieces, options);
    });
  }

  private *counted(pieces: Iterable<string>): Generator<string> {
    for (const piece of pieces) {
      yield piece;
      this.read += piece.length;
    }
  }
}
