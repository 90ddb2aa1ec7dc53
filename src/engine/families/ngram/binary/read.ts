import { UserError } from '../../../../protocol/userError';
import type { Tokenizer } from '../../../data/tokenizer';
import { tokenizerNamed } from '../../../data/tokenizers';
import { checkDistinct, Vocabulary } from '../../../data/vocabulary';
import { chosenTokenizer } from '../arpa/read';
import type { BackoffModel } from '../backoffModel';
import { isModel } from './isModel';
import {
  type BinaryLayout,
  CHECKED_FROM,
  CHECKSUM_AT,
  COUNTS_AT,
  checksum,
  DESCRIPTION_AT,
  HIGHEST_ORDER,
  layoutOf,
  MAGIC,
  ORDER_AT,
  VERSION,
  VERSION_AT,
} from './layout';

/** Returns whether bytes begin as a file in the binary format of n-gram models. */
export const isBinary = (bytes: Uint8Array) =>
  String.fromCharCode(...bytes.subarray(0, MAGIC.length)) === MAGIC;

export interface BinaryFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The tokenizer id. Overrides the id that the file contains. */
  readonly unit?: string;
}

export interface BinaryModel {
  readonly smoothed: BackoffModel;
  /** The tokenizer with which texts must be split for the model. */
  readonly tokenizer: Tokenizer;
}

/**
 * Opens a model in the binary format that `layout.ts` describes. The arrays of the model are views of `bytes`.
 * Checks the lengths before it uses them, then the checksum, then the trie, so that no file can make a reader
 * run forever. Throws a UserError for a damaged file.
 */
export function readBinary({ name, bytes, unit }: BinaryFile): BinaryModel {
  const chosen = unit === undefined ? undefined : chosenTokenizer(unit);
  if (bytes.length < COUNTS_AT) throw invalid(name);
  // The views need an address that is a multiple of 8.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength);
  const version = view.getUint32(VERSION_AT, true);
  if (version !== VERSION) {
    throw new UserError(
      '"{0}" has version {1} of the binary format of n-grams, but this version of Elman Lab reads only version {2}. Write it again from its ARPA file.',
      [name, version, VERSION],
    );
  }
  const { counts, layout, length } = lengthsIn(name, view);
  const summed = new Int32Array(
    aligned.buffer,
    aligned.byteOffset + CHECKED_FROM,
    (layout.end - CHECKED_FROM) / 4,
  );
  if (checksum(summed, 0) !== view.getInt32(CHECKSUM_AT, true)) {
    throw new UserError(
      '"{0}" is damaged: its content does not match its checksum. Choose another copy, or write it again from its ARPA file.',
      [name],
    );
  }

  const { tokenizer: own, symbols } = descriptionIn(
    name,
    aligned.subarray(layout.description, layout.description + length),
  );
  const [W, V] = [counts[0], symbols.length];
  if (W !== V && W !== V + 1) throw invalid(name);
  checkDistinct(symbols);
  const smoothed = modelIn(aligned, layout, counts, new Vocabulary(symbols, true));
  if (!isModel(smoothed)) throw invalid(name);
  return { smoothed, tokenizer: chosen ?? own };
}

/** Returns the lengths in the header, after checking that they give exactly the length of the file. */
function lengthsIn(name: string, view: DataView): { counts: number[]; layout: BinaryLayout; length: number } {
  const order = view.getUint32(ORDER_AT, true);
  const length = view.getUint32(DESCRIPTION_AT, true);
  if (order < 1 || order > HIGHEST_ORDER || COUNTS_AT + 4 * order > view.byteLength) throw invalid(name);
  const counts = Array.from({ length: order }, (_, i) => view.getUint32(COUNTS_AT + 4 * i, true));
  const layout = layoutOf(counts, length);
  if (layout.end !== view.byteLength) {
    throw new UserError(
      '"{0}" has {1} bytes, but its header announces {2}. The file is damaged or truncated.',
      [name, view.byteLength, layout.end],
    );
  }
  return { counts, layout, length };
}

function descriptionIn(name: string, bytes: Uint8Array): { tokenizer: Tokenizer; symbols: string[] } {
  try {
    const { unit, symbols }: { unit?: unknown; symbols?: unknown } = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    );
    const tokenizer = typeof unit === 'string' ? tokenizerNamed(unit) : undefined;
    const isList = Array.isArray(symbols) && symbols.every(symbol => typeof symbol === 'string');
    if (tokenizer && isList) return { tokenizer, symbols };
  } catch {} // the error below says so
  throw invalid(name);
}

function modelIn(
  { buffer, byteOffset }: Uint8Array,
  layout: BinaryLayout,
  counts: readonly number[],
  vocabulary: Vocabulary,
): BackoffModel {
  const levels = [0, 1];
  for (const count of counts) levels.push(levels[levels.length - 1] + count);
  const nodes = levels[levels.length - 1];
  const integers = (at: number, length: number) => new Int32Array(buffer, byteOffset + at, length);
  return {
    vocabulary,
    trie: {
      levels,
      words: integers(layout.words, nodes),
      children: integers(layout.children, nodes + 1),
      suffixes: integers(layout.suffixes, nodes),
    },
    logProbs: new Float64Array(buffer, byteOffset + layout.logProbs, nodes),
    backOffs: new Float64Array(buffer, byteOffset + layout.backOffs, nodes),
  };
}

function invalid(name: string): UserError {
  return new UserError(
    '"{0}" is not a valid model of n-grams: its parts contradict each other. Write it again from its ARPA file.',
    [name],
  );
}
