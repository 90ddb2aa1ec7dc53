import type { ModelFileRow } from '../../protocol/modelFile';
import type { UserError } from '../../protocol/userError';
import { decodeLatin1 } from '../core/latin1';
import { checkVectorsSize, readVectors, type VectorsHead } from '../vectors/files/read';
import { textOfWord } from '../vectors/files/wordText';
import {
  damageIn,
  type FileSample,
  isWhole,
  MOST_ROWS,
  type ModelFileSurvey,
  wholeLines,
} from './fileSample';

/** Number of numbers of each vector that are shown. */
const SHOWN = 3;
const [LINE_FEED, SPACE, FLOAT] = [0x0a, 0x20, 4];
/** Maximum length of a word in bytes. A longer one means that the file is damaged. */
const LONGEST_WORD = 1024;

/** Surveys word vectors in word2vec's text or binary format, or in GloVe's text format. */
export function surveyVectors(sample: FileSample, head: VectorsHead): ModelFileSurvey {
  const { format, words, size } = head;
  const rows = format === 'word2vecBinary' ? binaryRows(sample.begin, head) : textRows(sample, head);
  const damage = damageOf(sample, head);
  // GloVe's format has no header, so its words can be counted only if all of the file was read.
  const isCounted = isWhole(sample) && rows.length < MOST_ROWS && !damage;
  const announced = words ?? (isCounted ? rows.length : undefined);
  return {
    format,
    facts: [
      ...(words === undefined ? [] : [{ name: 'vectors', value: words } as const]),
      { name: 'vectorSize', value: size },
    ],
    parts: [],
    rowKind: 'vectors',
    rows,
    ...(announced !== undefined && { announced }),
    ...(damage && { damage }),
    warnings: [],
    use: 'vectors',
  };
}

function damageOf(sample: FileSample, head: VectorsHead): UserError | undefined {
  const { name, begin, size } = sample;
  if (isWhole(sample)) return damageIn(() => readVectors(begin, name));
  const { words } = head;
  if (size === undefined || words === undefined) return undefined;
  return damageIn(() => checkVectorsSize(head, { name, words, size: head.size }, size - head.bodyAt));
}

function textRows(sample: FileSample, { bodyAt, size }: VectorsHead): ModelFileRow[] {
  const bytes = isWhole(sample) ? sample.begin : wholeLines(sample.begin);
  const rows: ModelFileRow[] = [];
  for (let at = bodyAt; at < bytes.length && rows.length < MOST_ROWS; ) {
    const found = bytes.indexOf(LINE_FEED, at);
    const end = found < 0 ? bytes.length : found;
    const parts = decodeLatin1(bytes.subarray(at, end))
      .trimEnd()
      .split(/[ \t]+/);
    const numbers = parts.splice(-size).map(Number);
    if (parts.length === 0 || numbers.some(Number.isNaN)) break;
    rows.push(rowOf(parts.join(' '), numbers));
    at = end + 1;
  }
  return rows;
}

function binaryRows(bytes: Uint8Array, { bodyAt, words = 0, size }: VectorsHead): ModelFileRow[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows: ModelFileRow[] = [];
  for (let at = bodyAt; rows.length < Math.min(words, MOST_ROWS); ) {
    if (bytes[at] === LINE_FEED) at++;
    const space = bytes.subarray(at, at + LONGEST_WORD).indexOf(SPACE);
    const start = at + space + 1;
    if (space < 0 || start + FLOAT * size > bytes.length) break;
    const numbers = Array.from({ length: size }, (_, k) => view.getFloat32(start + FLOAT * k, true));
    rows.push(rowOf(decodeLatin1(bytes.subarray(at, start - 1)), numbers));
    at = start + FLOAT * size;
  }
  return rows;
}

function rowOf(word: string, numbers: readonly number[]): ModelFileRow {
  const norm = Math.sqrt(numbers.reduce((sum, number) => sum + number * number, 0));
  const shown = numbers.slice(0, SHOWN).map(number => Number(number.toPrecision(4)));
  return [textOfWord(word), norm, `${shown.join('  ')}${numbers.length > SHOWN ? ' …' : ''}`];
}
