import type { Message } from '../../../../protocol/message';
import { UserError } from '../../../../protocol/userError';
import type { TextBytes } from '../../../data/decode';
import { byCodePoint } from '../../../data/symbolOrder';
import { SENTENCE_BEGIN, type Tokenizer, UNKNOWN } from '../../../data/tokenizer';
import { tokenizerNamed, unitNames } from '../../../data/tokenizers';
import { Vocabulary } from '../../../data/vocabulary';
import { asciiWords } from '../../../data/words';
import type { BackoffModel } from '../backoffModel';
import { TrieBuilder } from '../trie';
import { ByteLines } from './byteLines';
import { refuseForeign } from './foreign';
import { readHeader } from './header';
import { fromInterpolated } from './interpolated';
import { Irregularities } from './irregularities';
import { addLevel } from './level';
import { shown } from './lines';
import { NodeValues } from './nodeValues';
import { type Orphan, withOrphans } from './orphans';
import { readRows } from './readRows';
import type { SortedRows } from './rows';
import { readSection } from './section';
import { fromWord, isOfWords } from './symbols';
import { WordTable } from './wordTable';

export interface ArpaModel {
  readonly smoothed: BackoffModel;
  /** The tokenizer with which texts must be split for the model. */
  readonly tokenizer: Tokenizer;
  /** Warnings about accepted deviations from the format, one sentence each. Empty if there are none. */
  readonly warnings: readonly Message[];
}

export interface ArpaFile {
  readonly name: string;
  readonly bytes: TextBytes;
  /** The number of bytes. It may be missing if all bytes are in memory. */
  readonly size?: number;
  /** The tokenizer id. Overrides the id that the file itself may contain. */
  readonly unit?: string;
}

export interface ArpaOptions {
  /**
   * The word by which the file represents `<unk>`. If the file does not contain this word, `<unk>` is used,
   * or else `<UNK>`.
   */
  readonly unknown?: string;
}

/** The symbol for unknown words that some tools write instead of `<unk>`. */
const UPPER_UNKNOWN = '<UNK>';

/**
 * Reads a file in the ARPA format, which SRILM, KenLM and others write: a header with the number of n-grams,
 * then the n-grams by length, one per line. The unit of tokenization is `file.unit` if given, else the one
 * that the file names. By default, tokens are words between ASCII blanks, as in these tools. Throws a
 * UserError with the number of the invalid line.
 */
export function readArpa(file: ArpaFile, { unknown }: ArpaOptions = {}): ArpaModel {
  refuseForeign(file);
  const chosen = file.unit === undefined ? undefined : chosenTokenizer(file.unit);
  const { name, bytes, size = bytes.length } = file;
  const lines = new ByteLines(name, bytes);
  const irregularities = new Irregularities();
  const { counts, tokenizer: own, isInterpolated } = readHeader(lines, size);
  const tokenizer = chosen ?? own ?? asciiWords;
  const naming = { tokenizer, unknown };
  const { vocabulary, idOf, level } = readUnigrams(lines, counts[0] ?? 0, irregularities, naming);
  const trie = new TrieBuilder(level.rows.size);
  const values = new NodeValues(level);
  const nodes = counts.slice(1).reduce((sum, count) => sum + count, level.logProbs.length);
  trie.reserve(nodes);
  values.reserve(nodes);
  const orphans: Orphan[] = [];
  const words = { idOf, table: new WordTable(idOf) };
  let shorter = level.rows;
  for (let length = 2; length <= counts.length; length++) {
    const rows = readRows(lines, { length, count: counts[length - 1] }, irregularities, words);
    shorter = addLevel(rows, shorter, { trie, values, irregularities, orphans });
  }
  if (lines.line !== '\\end\\') {
    throw new UserError(
      'Line {1} of "{0}" is "{2}", but "{3}" was expected.',
      lines.here(shown(lines.line), '\\end\\'),
    );
  }
  const { logProbs, backOffs } = values;
  const smoothed = withOrphans({ vocabulary, trie, logProbs, backOffs }, orphans, irregularities);
  return {
    smoothed: isInterpolated ? fromInterpolated(smoothed) : smoothed,
    tokenizer,
    warnings: irregularities.warning(name),
  };
}

/** Returns the tokenizer with this id. Throws a UserError for an unknown id. */
export function chosenTokenizer(id: string): Tokenizer {
  const tokenizer = tokenizerNamed(id);
  if (tokenizer) return tokenizer;
  throw new UserError(
    '"{0}" is not a unit of n-grams. Choose one of {1}; segmented can be followed by a language, as in "segmented ja".',
    [id, unitNames.join(', ')],
  );
}

interface Unigrams {
  readonly vocabulary: Vocabulary;
  /** The id of each word of the file. The id of `<s>` follows the ids of the vocabulary. */
  readonly idOf: ReadonlyMap<string, number>;
  readonly level: {
    readonly rows: SortedRows;
    readonly logProbs: Float64Array;
    readonly backOffs: Float64Array;
  };
}

interface Naming {
  readonly tokenizer: Tokenizer;
  readonly unknown: string | undefined;
}

function readUnigrams(
  lines: ByteLines,
  count: number,
  irregularities: Irregularities,
  { tokenizer, unknown }: Naming,
): Unigrams {
  const written = new Map<string, readonly [logProb: number, backOff: number]>();
  readSection(lines, { length: 1, count }, irregularities, {
    readLine: () => false,
    visit(logProb, [word], backOff) {
      if (written.has(word)) irregularities.note('repeated', lines.number);
      written.set(word, [word === SENTENCE_BEGIN ? Number.NEGATIVE_INFINITY : logProb, backOff]);
    },
  });
  const nameOfUnknown = unknownIn(lines.name, written, unknown);
  const found = new Map(
    [...written].map(([word, values]) => [word === nameOfUnknown ? UNKNOWN : word, values]),
  );
  const all = [...found.keys()].filter(word => word !== SENTENCE_BEGIN);
  const symbolOf = isOfWords(tokenizer) ? (word: string) => word : fromWord;
  if (tokenizer.openVocabulary && !found.has(UNKNOWN)) {
    all.push(UNKNOWN); // added, so that an unknown token interrupts the history
    found.set(UNKNOWN, [Number.NEGATIVE_INFINITY, 0]);
  }
  const words = all.sort((a, b) => byCodePoint(symbolOf(a), symbolOf(b)));
  const vocabulary = new Vocabulary(words.map(symbolOf), true);
  if (found.has(SENTENCE_BEGIN)) words.push(SENTENCE_BEGIN);
  const values = words.map(word => found.get(word) ?? [0, 0]);
  const idOf = new Map(words.map((word, id) => [word, id]));
  if (vocabulary.unknown >= 0) idOf.set(nameOfUnknown, vocabulary.unknown);
  return {
    vocabulary,
    idOf,
    level: {
      rows: { words: Int32Array.from(words.keys()), size: words.length, length: 1 },
      logProbs: Float64Array.from([0, ...values.map(([logProb]) => logProb)]),
      backOffs: Float64Array.from([0, ...values.map(([, backOff]) => backOff)]),
    },
  };
}

/**
 * Returns the word by which a file represents `<unk>`. `words` are the words of the file, `name` is the word
 * given by the user.
 */
function unknownIn(file: string, words: ReadonlyMap<string, unknown>, name: string | undefined): string {
  const usual = !words.has(UNKNOWN) && words.has(UPPER_UNKNOWN) ? UPPER_UNKNOWN : UNKNOWN;
  if (name === undefined || name === UNKNOWN || !words.has(name)) return usual;
  if (!words.has(UNKNOWN)) return name;
  throw new UserError(
    '"{0}" has both "{1}" and "{2}" among its words, so "{1}" cannot be another name for "{2}".',
    [file, name, UNKNOWN],
  );
}
