import type { RunPhase } from '../../protocol/run';
import { countedVocabulary } from './countedVocabulary';
import type { ReadableText } from './decode';
import { IdList } from './idList';
import { JoinedIds } from './joinedIds';
import { countText, piecesOf, scanPieces } from './numbering';
import { type IdSource, partOf, StoredList } from './storedIds';
import type { Tokenizer } from './tokenizer';
import type { Vocabulary } from './vocabulary';

/** A text as token ids, with the vocabulary to which the ids belong. */
export interface Corpus {
  readonly vocabulary: Vocabulary;
  readonly ids: IdSource;
  /**
   * The phases in which a training reads parts of the text. Without phases, it reads the whole text in every
   * pass.
   */
  readonly phases?: readonly RunPhase[];
}

/**
 * Counts the symbols of a text and encodes it as token ids. Throws a UserError for bytes that are not text.
 */
export function readCorpus(
  text: ReadableText,
  tokenizer: Tokenizer,
  minimumCount: number,
  frequentFirst = false,
): Corpus {
  const counted = countText(text, tokenizer);
  const { openVocabulary } = tokenizer;
  const rules = { openVocabulary, minimumCount, frequentFirst };
  const { vocabulary, idOf } = countedVocabulary(counted.found, rules);
  return { vocabulary, ids: counted.encode(idOf, vocabulary.size) };
}

/** A text encoded with an existing vocabulary. */
export interface EncodedText {
  /** The ids of all tokens that have an id. */
  readonly ids: IdSource;
  /** Number of tokens that are not in the vocabulary. */
  readonly unknown: number;
  /** Number of unknown tokens without an id, because the vocabulary has no `<unk>`. */
  readonly leftOut: number;
}

export function encodeText(text: ReadableText, tokenizer: Tokenizer, vocabulary: Vocabulary): EncodedText {
  const ids = text.storage ? new StoredList(text.storage) : new IdList(vocabulary.size);
  let [unknown, leftOut] = [0, 0];
  scanBytes(text, tokenizer, symbol => {
    const id = vocabulary.id(symbol);
    if (id < 0 || id === vocabulary.unknown) unknown++;
    if (id < 0) leftOut++;
    else ids.push(id);
  });
  return { ids: ids.take(), unknown, leftOut };
}

/**
 * Splits off `fraction` of the tokens for validation: the last ones or, if `part` is above 0, the part with
 * this number, counted from 1. For training, the tokens before and after the part are joined.
 */
export function splitCorpus(
  { vocabulary, ids }: Corpus,
  fraction: number,
  part = 0,
): { readonly training: Corpus; readonly validation: EncodedText } {
  const { length } = ids;
  const end = part === 0 ? length : Math.min(length, Math.round(length * fraction * part));
  const start =
    part === 0 ? length - Math.floor(length * fraction) : Math.round(length * fraction * (part - 1));
  const held = partOf(ids, start, end);
  const before = partOf(ids, 0, start);
  const training = end === length ? before : new JoinedIds(before, partOf(ids, end, length));
  return {
    training: { vocabulary, ids: training },
    validation: { ids: held, unknown: occurrences(held, vocabulary.unknown), leftOut: 0 },
  };
}

/** Number of ids that are read from storage at a time. */
const BLOCK = 1 << 16;

/**
 * Returns the number of times that an id occurs; 0 for a negative id, which means that there is no such id.
 */
function occurrences(ids: IdSource, wanted: number): number {
  let count = 0;
  for (let at = 0; wanted >= 0 && at < ids.length; at += BLOCK) {
    for (const id of ids.subarray(at, at + BLOCK)) if (id === wanted) count++;
  }
  return count;
}

/**
 * Visits every token of a text, one piece at a time. Throws a UserError for a sentence mark (`<s>` or `</s>`)
 * at an invalid position.
 */
export function scanBytes(text: ReadableText, tokenizer: Tokenizer, visit: (symbol: string) => void): void {
  scanPieces(piecesOf(text, tokenizer), tokenizer, visit);
}
