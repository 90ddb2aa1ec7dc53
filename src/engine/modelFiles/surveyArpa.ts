import type { Message } from '../../protocol/message';
import type { ModelFileRow } from '../../protocol/modelFile';
import { UserError } from '../../protocol/userError';
import { ByteLines } from '../families/ngram/arpa/byteLines';
import { type ArpaHeader, readHeader } from '../families/ngram/arpa/header';
import { Irregularities } from '../families/ngram/arpa/irregularities';
import { readArpa } from '../families/ngram/arpa/read';
import { readSection } from '../families/ngram/arpa/section';
import {
  damageIn,
  type FileSample,
  isWhole,
  MOST_ROWS,
  type ModelFileSurvey,
  wholeLines,
} from './fileSample';
import { rowsOfPiece } from './ngramLines';

const END = /\\end\\\s*$/;

/**
 * Surveys n-grams in the ARPA format. Of a large file, shows n-grams from its beginning and from the pieces further
 * on, and checks whether it ends as it should.
 */
export function surveyArpa(sample: FileSample): ModelFileSurvey {
  const { name, size = Number.MAX_SAFE_INTEGER } = sample;
  const bytes = isWhole(sample) ? sample.begin : wholeLines(sample.begin);
  const lines = new ByteLines(name, bytes);
  const read: ModelFileRow[][] = [];
  const found: number[] = [];
  let header: ArpaHeader | undefined;
  let damage: Message | undefined = damageIn(() => {
    lines.readFilled();
    header = readHeader(lines, size);
    for (const [i, count] of header.counts.entries()) {
      const rows: ModelFileRow[] = [];
      read.push(rows);
      found.push(0);
      readSection(lines, { length: i + 1, count }, new Irregularities(), {
        readLine: () => false,
        visit(logProb, words, backOff) {
          found[i]++;
          if (rows.length < MOST_ROWS) rows.push([i + 1, words.join(' '), logProb, backOff]);
        },
      });
    }
  });
  const { counts = [], tokenizer } = header ?? {};
  let warnings: readonly Message[] = [];
  if (isWhole(sample)) {
    const whole = damageIn(() => {
      warnings = readArpa({ name, bytes }).warnings;
    });
    damage = whole ?? damage;
  } else {
    // After the last line that was read, the current line is empty: the sections only continue further on.
    if (lines.line === '') damage = undefined;
    for (const piece of sample.pieces) {
      for (const row of rowsOfPiece(piece.bytes)) {
        const order = Number(row[0]);
        if (order > counts.length) continue;
        read[order - 1] ??= [];
        found[order - 1] = (found[order - 1] ?? 0) + 1;
        if (read[order - 1].length < MOST_ROWS) read[order - 1].push(row);
      }
    }
    damage ??= missingEnd(sample);
  }
  return {
    format: 'arpa',
    facts: [
      ...(counts.length > 0 ? [{ name: 'order', value: counts.length } as const] : []),
      ...(tokenizer ? [{ name: 'unit', value: tokenizer.id } as const] : []),
    ],
    parts: [{ kind: 'orders', rows: counts.map((count, i) => [i + 1, count, found[i] ?? 0]) }],
    rowKind: 'ngrams',
    rows: read.flat(),
    announced: counts.reduce((sum, count) => sum + count, 0),
    ...(damage && { damage }),
    warnings,
    use: 'model',
  };
}

/** Returns the damage of a large file whose last line is not the end of an ARPA file. */
function missingEnd({ name, pieces, size }: FileSample): UserError | undefined {
  const last = pieces.at(-1);
  if (!last || size === undefined || END.test(String.fromCharCode(...last.bytes.subarray(-64))))
    return undefined;
  return new UserError('"{0}" does not end with the line "{1}" (byte {2}). The file may be truncated.', [
    name,
    '\\end\\',
    size,
  ]);
}
