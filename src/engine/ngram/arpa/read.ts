import { UserError } from '../../../protocol/userError';
import { joined } from '../../core/joined';
import { UNKNOWN } from '../../data/tokenizer';
import type { TextUnit } from '../../data/tokenizers';
import { byCodePoint, Vocabulary } from '../../data/vocabulary';
import { SENTENCE_BEGIN } from '../chain';
import type { Smoothed } from '../smoothed';
import { childOf, ROOT, TrieBuilder } from '../trie';
import { readHeader } from './header';
import { Lines, shown } from './lines';
import { readSection } from './section';
import { fromWord, unitOf } from './symbols';

/** What a file said of the n-grams of one length. */
interface Level {
  readonly logProbs: Float64Array;
  readonly backOffs: Float64Array;
}

export interface ArpaModel {
  readonly smoothed: Smoothed;
  /** How a text is to be cut for it; files do not say, their words do. */
  readonly unit: TextUnit;
  readonly locale: string;
}

/**
 * Reads the ARPA format, which SRILM, KenLM and others write: after a header with counts the n-grams, length after
 * length, a line for each. `unknown` is what it calls `<unk>`. Throws a UserError that names the line at fault.
 */
export function readArpa(
  file: { readonly name: string; readonly bytes: Uint8Array },
  unknown: string = UNKNOWN,
): ArpaModel {
  const lines = new Lines(file.name, file.bytes);
  const { counts, locale } = readHeader(lines, file.bytes.length);
  const { vocabulary, unit, idOf, level } = readUnigrams(lines, counts[0] ?? 0, unknown);
  const trie = new TrieBuilder(level.logProbs.length - 1);
  const levels = [level];
  for (let length = 2; length <= counts.length; length++) {
    levels.push(readLevel(lines, length, counts[length - 1], trie, idOf));
  }
  if (lines.line !== '\\end\\') {
    throw new UserError(
      'Line {1} of "{0}" is "{2}", where "{3}" was expected.',
      lines.here(shown(lines.line), '\\end\\'),
    );
  }
  const logProbs = joined(
    Float64Array,
    levels.map(({ logProbs }) => logProbs),
  );
  const backOffs = joined(
    Float64Array,
    levels.map(({ backOffs }) => backOffs),
  );
  return { smoothed: { vocabulary, trie, logProbs, backOffs }, unit, locale };
}

interface Unigrams {
  readonly vocabulary: Vocabulary;
  readonly unit: TextUnit;
  /** By the word in the file; that of `<s>` is behind the vocabulary's. */
  readonly idOf: ReadonlyMap<string, number>;
  readonly level: Level;
}

function readUnigrams(lines: Lines, count: number, unknown: string): Unigrams {
  const found = new Map<string, readonly [logProb: number, backOff: number]>();
  readSection(lines, 1, count, (logProb, [written], backOff) => {
    const word = written === unknown ? UNKNOWN : written;
    if (found.has(word)) throw doubled(lines, word);
    found.set(word, [word === SENTENCE_BEGIN ? Number.NEGATIVE_INFINITY : logProb, backOff]);
  });
  const all = [...found.keys()].filter(word => word !== SENTENCE_BEGIN);
  const unit = unitOf(all);
  const symbolOf = unit === 'word' ? (word: string) => word : fromWord;
  if (unit !== 'character' && !found.has(UNKNOWN)) {
    all.push(UNKNOWN); // so that what the model does not know breaks the history
    found.set(UNKNOWN, [Number.NEGATIVE_INFINITY, 0]);
  }
  const words = all.sort((a, b) => byCodePoint(symbolOf(a), symbolOf(b)));
  const vocabulary = new Vocabulary(words.map(symbolOf), true);
  if (found.has(SENTENCE_BEGIN)) words.push(SENTENCE_BEGIN);
  const values = words.map(word => found.get(word) ?? [0, 0]);
  const idOf = new Map(words.map((word, id) => [word, id]));
  if (vocabulary.unknown >= 0) idOf.set(unknown, vocabulary.unknown);
  return {
    vocabulary,
    unit,
    idOf,
    level: {
      logProbs: Float64Array.from([0, ...values.map(([logProb]) => logProb)]),
      backOffs: Float64Array.from([0, ...values.map(([, backOff]) => backOff)]),
    },
  };
}

/** Adds the n-grams of one length to the trie. */
function readLevel(
  lines: Lines,
  length: number,
  count: number,
  trie: TrieBuilder,
  idOf: ReadonlyMap<string, number>,
): Level {
  const parents = new Int32Array(count);
  const lasts = new Int32Array(count);
  const places = new Int32Array(count); // lines
  const values = { logProbs: new Float64Array(count), backOffs: new Float64Array(count) };
  let i = 0;
  readSection(lines, length, count, (logProb, words, backOff) => {
    parents[i] = historyOf(lines, words, trie, idOf);
    lasts[i] = idIn(lines, words[length - 1], idOf);
    places[i] = lines.number;
    values.logProbs[i] = logProb;
    values.backOffs[i] = backOff;
    i++;
  });
  const start = trie.words.length;
  const nodes = trie.addLevel(parents, lasts);
  const level = { logProbs: new Float64Array(count).fill(Number.NaN), backOffs: new Float64Array(count) };
  for (const [i, node] of nodes.entries()) {
    if (!Number.isNaN(level.logProbs[node - start])) throw doubled(lines, `${length}-gram`, places[i]);
    level.logProbs[node - start] = values.logProbs[i];
    level.backOffs[node - start] = values.backOffs[i];
  }
  return level;
}

/** The node of all words but the last. */
function historyOf(
  lines: Lines,
  words: readonly string[],
  trie: TrieBuilder,
  idOf: ReadonlyMap<string, number>,
): number {
  let node = ROOT;
  for (let i = 0; i < words.length - 1; i++) {
    node = childOf(trie, node, idIn(lines, words[i], idOf));
    if (node < 0) {
      const missing = words.slice(0, i + 1).join(' ');
      throw new UserError(
        'Line {1} of "{0}" begins with "{2}", an n-gram that the file lacks. Files without it cannot be read.',
        lines.here(shown(missing)),
      );
    }
  }
  return node;
}

function idIn(lines: Lines, word: string, idOf: ReadonlyMap<string, number>): number {
  const id = idOf.get(word);
  if (id !== undefined) return id;
  throw new UserError(
    'Line {1} of "{0}" has the word "{2}", which is not among the 1-grams.',
    lines.here(shown(word)),
  );
}

const doubled = (lines: Lines, what: string, line = lines.number) =>
  new UserError('Line {1} of "{0}" gives an n-gram for a second time: {2}.', [lines.name, line, shown(what)]);
