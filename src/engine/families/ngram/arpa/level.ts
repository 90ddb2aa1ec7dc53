import { UserError } from '../../../../protocol/userError';
import { childOf, ROOT, type TrieBuilder } from '../trie';
import type { Irregularities } from './irregularities';
import { type Lines, shown } from './lines';
import type { Orphan } from './orphans';
import { readSection } from './section';

/**
 * The log10 probabilities and log10 back-off weights in a file for the n-grams of one length, in the order of
 * their nodes.
 */
export interface NgramLevel {
  readonly logProbs: Float64Array;
  readonly backOffs: Float64Array;
}

/** The data that `readLevel` uses. It adds to the trie, the irregularities and the orphans. */
export interface LevelReading {
  readonly trie: TrieBuilder;
  readonly idOf: ReadonlyMap<string, number>;
  readonly irregularities: Irregularities;
  /** The n-grams whose history the file does not contain. `readLevel` adds to them. */
  readonly orphans: Orphan[];
}

/** Reads the n-grams of one length and adds them to the trie. */
export function readLevel(
  lines: Lines,
  section: { readonly length: number; readonly count: number },
  { trie, idOf, irregularities, orphans }: LevelReading,
): NgramLevel {
  const { length } = section;
  const found = new Found(section.count);
  readSection(lines, section, irregularities, (logProb, words, backOff) => {
    const ids = words.map(word => idIn(lines, word, idOf));
    const parent = historyOf(ids, trie);
    const line = lines.number;
    if (parent >= 0) {
      found.add(parent, ids[length - 1], { logProb, backOff, line });
      return;
    }
    irregularities.note('unlisted', line);
    orphans.push({ ids: Int32Array.from(ids), logProb, backOff, line });
  });
  return found.addTo(trie, irregularities);
}

/** Collects the n-grams of a section. The section may contain more n-grams than the header says. */
class Found {
  private size = 0;
  private parents: Int32Array<ArrayBuffer>;
  private lasts: Int32Array<ArrayBuffer>;
  private lines: Int32Array<ArrayBuffer>;
  private logProbs: Float64Array<ArrayBuffer>;
  private backOffs: Float64Array<ArrayBuffer>;

  constructor(count: number) {
    this.parents = new Int32Array(count);
    this.lasts = new Int32Array(count);
    this.lines = new Int32Array(count);
    this.logProbs = new Float64Array(count);
    this.backOffs = new Float64Array(count);
  }

  add(parent: number, last: number, { logProb, backOff, line }: Omit<Orphan, 'ids'>): void {
    if (this.size === this.parents.length) this.grow();
    const i = this.size++;
    this.parents[i] = parent;
    this.lasts[i] = last;
    this.lines[i] = line;
    this.logProbs[i] = logProb;
    this.backOffs[i] = backOff;
  }

  /** Adds the n-grams to the trie. If an n-gram occurs several times, its last occurrence counts. */
  addTo(trie: TrieBuilder, irregularities: Irregularities): NgramLevel {
    const { size } = this;
    const start = trie.words.length;
    const nodes = trie.addLevel(this.parents.subarray(0, size), this.lasts.subarray(0, size));
    const count = trie.words.length - start;
    const level = {
      logProbs: new Float64Array(count).fill(Number.NaN),
      backOffs: new Float64Array(count),
    };
    for (let i = 0; i < size; i++) {
      const at = nodes[i] - start;
      if (!Number.isNaN(level.logProbs[at])) irregularities.note('repeated', this.lines[i]);
      level.logProbs[at] = this.logProbs[i];
      level.backOffs[at] = this.backOffs[i];
    }
    return level;
  }

  private grow(): void {
    const length = 2 * this.size + 16;
    const longer = <A extends Int32Array | Float64Array>(array: A, values: A) => {
      array.set(values);
      return array;
    };
    this.parents = longer(new Int32Array(length), this.parents);
    this.lasts = longer(new Int32Array(length), this.lasts);
    this.lines = longer(new Int32Array(length), this.lines);
    this.logProbs = longer(new Float64Array(length), this.logProbs);
    this.backOffs = longer(new Float64Array(length), this.backOffs);
  }
}

/**
 * Returns the node of an n-gram's history (all words except the last), or -1 if the trie does not contain it.
 */
function historyOf(ids: readonly number[], trie: TrieBuilder): number {
  let node = ROOT;
  for (let i = 0; i + 1 < ids.length && node >= 0; i++) node = childOf(trie, node, ids[i]);
  return node;
}

function idIn(lines: Lines, word: string, idOf: ReadonlyMap<string, number>): number {
  const id = idOf.get(word);
  if (id !== undefined) return id;
  throw new UserError(
    'Line {1} of "{0}" contains the word "{2}", which is not among the 1-grams.',
    lines.here(shown(word)),
  );
}
