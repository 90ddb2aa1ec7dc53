import type { RunPhase } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { ReadableText } from './decode';
import { IdList } from './idList';
import { JoinedIds } from './joinedIds';
import { countText, piecesOf, scanPieces } from './numbering';
import { type IdSource, partOf, StoredList } from './storedIds';
import type { Tokenizer } from './tokenizer';
import { countedVocabulary, type Vocabulary } from './vocabulary';

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
  const vocabulary = countedVocabulary(counted.counts, tokenizer.openVocabulary, minimumCount, frequentFirst);
  return { vocabulary, ids: counted.encode(vocabulary) };
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
 * Maximum fraction of unknown tokens in a validation text. A text with more is too different from the
 * training text.
 */
const MOST_UNKNOWN = 0.9;

/** Throws a UserError for a validation text with too many unknown tokens. */
export function checkKnown({ ids, unknown, leftOut }: EncodedText, name: string): void {
  const tokens = ids.length + leftOut;
  if (unknown <= MOST_UNKNOWN * tokens) return;
  throw new UserError(
    'The training text has only {1} of the {2} tokens of the validation text "{0}", and their perplexity would say nothing about the rest. Choose a validation text of the same language and kind.',
    [name, tokens - unknown, tokens],
    'validation.file',
  );
}

/** Throws a UserError for a validation text of fewer than two tokens, which contains nothing to predict. */
export function checkValidationText({ ids }: Pick<EncodedText, 'ids'>, name: string): void {
  if (ids.length >= 2) return;
  throw new UserError(
    'The model knows {1} tokens of the validation text "{0}". Validation needs at least 2, and thousands to be reliable. Choose a longer text, or raise {2}.',
    [name, ids.length, { setting: 'validation.fraction' }],
    'validation.fraction',
  );
}

/**
 * Throws a UserError unless the corpus has at least two distinct symbols and at least one window of T tokens
 * for each of B streams.
 */
export function checkCorpus(corpus: Corpus, name: string, T: number, B: number): void {
  const { length } = corpus.ids;
  if (length === 0) {
    throw new UserError('"{0}" is empty. Write or paste some text into it first; a few pages are enough.', [
      name,
    ]);
  }
  if (corpus.vocabulary.size < 2) {
    throw new UserError(
      '"{0}" contains only one distinct symbol ({1}), so there is nothing to predict. Choose another text or another {2}.',
      [name, JSON.stringify(corpus.vocabulary.symbols[0]), { setting: 'text.unit' }],
      'text.unit',
    );
  }
  const needed = B * (T + 1);
  if (length < needed) {
    throw new UserError(
      '"{0}" has {1} tokens, but a window of {2} steps in {3} stream(s) needs {4}. Choose a longer text, or lower {5} or {6}.',
      [name, length, T, B, needed, { setting: 'training.sequenceLength' }, { setting: 'training.batch' }],
      'training.sequenceLength',
    );
  }
}

/**
 * Visits every token of a text, one piece at a time. Throws a UserError for a sentence mark (`<s>` or `</s>`)
 * at an invalid position.
 */
export function scanBytes(text: ReadableText, tokenizer: Tokenizer, visit: (symbol: string) => void): void {
  scanPieces(piecesOf(text, tokenizer), tokenizer, visit);
}
