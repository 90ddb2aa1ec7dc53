import type { ColumnReader, NewStorage, NumberColumn } from '../../core/columns';
import { type Counts, highestLength } from './count/counts';
import type { LengthOptions } from './estimateOptions';
import type { ModelLevel } from './levels';
import { LevelWriter } from './levelWriter';
import { smoothings } from './smoothing';
import type { DiscountedShare } from './smoothing/smoothing';
import { ROOT } from './trie';

/** Sums of probabilities above this count as 1. The difference is due to rounding errors. */
const ONE = 1 - 1e-12;

export interface SpreadingSource {
  readonly counts: Counts;
  /** For each length, the counts that its smoothing uses. */
  readonly seen: readonly NumberColumn[];
  readonly kept: Uint8Array; // [N], 1 for each node to keep
  readonly options: readonly LengthOptions[];
  readonly newStorage?: NewStorage;
}

/** Distributes the probability mass after each history over the words. Must process short histories first. */
export class Spreading {
  private readonly order: number;
  /** P(w|h) for each node hw below the highest order; at the root, the uniform P. */
  private readonly P: Float64Array;
  private readonly after = new Continuations();
  private readonly levels: LevelWriter[]; // for each length, from 0 to the order

  constructor(private readonly source: SpreadingSource) {
    const { counts, newStorage } = source;
    const { starts } = counts;
    this.order = highestLength(counts);
    this.P = new Float64Array(starts[this.order]);
    this.P[ROOT] = 1 / (starts[2] - 2); // all words except `<s>`, equally
    this.levels = counts.levels.map(() => new LevelWriter(newStorage));
  }

  /** Computes P(w|h) for all n-grams hw of this length. `share` is the discounted share f(w|h). */
  spread(length: number, share: DiscountedShare): void {
    const { after, P, levels, order } = this;
    const { counts, seen, kept, options } = this.source;
    const { starts } = counts;
    const ends = counts.levels[length - 1].ends.reader();
    const { words, suffixes } = counts.levels[length];
    const readers = { words: words.reader(), seen: seen[length].reader(), suffixes: suffixes.reader() };
    const rule: Rule = {
      share,
      isInterpolated: options[length].interpolate && smoothings[options[length].smoothing].canInterpolate,
      // Words with a lower count than this get no share of their own. They share the remaining mass equally.
      least: length === 1 ? options[1].minimumCount : 0,
    };
    let first = starts[length];
    for (let h = starts[length - 1]; h < starts[length]; h++) {
      const count = starts[length] + ends.next() - first;
      let weight = 1;
      if (count > 0) {
        after.read(count, readers);
        for (let i = 0; i < count; i++) after.kept[i] = kept[first + i];
        weight = spreadHistory(after, rule, P);
      }
      if (length === 1) after.P[count - 1] = 0; // `<s>` is never predicted
      for (let i = 0; i < count; i++) {
        if (length < order) P[first + i] = after.P[i];
        if (after.kept[i] === 1) levels[length].add(after.words[i], after.P[i]);
      }
      first += count;
      if (kept[h]) levels[length - 1].close(weight, levels[length].size);
    }
  }

  /**
   * Returns the kept n-grams with their log10 probabilities and log10 back-off weights. If n-grams were removed,
   * the highest lengths without n-grams are left out.
   */
  finish(): ModelLevel[] {
    const { levels, order } = this;
    for (let i = 0; i < levels[order].size; i++) levels[order].close(1, 0);
    const finished = levels.slice(1).map(level => level.finish());
    const isWhole = !this.source.kept.includes(0);
    while (!isWhole && finished.length > 1 && finished.at(-1)?.words.length === 0) finished.pop();
    return finished;
  }
}

/** How the mass after a history is divided. */
interface Rule {
  readonly share: DiscountedShare;
  readonly isInterpolated: boolean;
  /** The minimum count of a word that gets a share of its own. */
  readonly least: number;
}

/** The n-grams that continue one history. */
class Continuations {
  count = 0;
  words = new Int32Array(16);
  seen = new Float64Array(16);
  suffixes = new Int32Array(16);
  kept = new Uint8Array(16);
  P = new Float64Array(16);

  read(count: number, from: Readonly<Record<'words' | 'seen' | 'suffixes', ColumnReader>>): void {
    if (count > this.words.length) {
      this.words = new Int32Array(2 * count);
      this.seen = new Float64Array(2 * count);
      this.suffixes = new Int32Array(2 * count);
      this.kept = new Uint8Array(2 * count);
      this.P = new Float64Array(2 * count);
    }
    this.count = count;
    for (let i = 0; i < count; i++) {
      this.words[i] = from.words.next();
      this.seen[i] = from.seen.next();
      this.suffixes[i] = from.suffixes.next();
    }
  }
}

/**
 * Computes P(w|h) of the n-grams that continue a history h. `lowerP` contains the probabilities of shorter
 * n-grams, by node. Returns the back-off weight of h.
 *
 * The loops are functions of their own. If V8 compiles a function while it runs a long loop, as for the empty
 * history, the compiled code lacks the rest of the function, and V8 discards it again and again.
 */
function spreadHistory(after: Continuations, rule: Rule, lowerP: Float64Array): number {
  const { isInterpolated } = rule;
  const total = totalOf(after);
  giveShares(after, rule, total, typesOf(after));
  const own = ownMass(after);
  const lower = isInterpolated ? 0 : lowerMass(after, lowerP);
  // If the discounts leave no mass for backing off, frees the mass that one more occurrence would have. But
  // if all words were seen after h, there is nothing to back off to, and the seen words get all mass.
  const isComplete = lower > ONE;
  const scale = isComplete ? 1 / own : own > ONE ? total / (total + 1) : 1;
  const left = 1 - own * scale;
  const weight = !(own > 0) || isComplete ? 1 : left / (1 - lower);
  addLower(after, lowerP, { scale, weight, isInterpolated });
  return weight;
}

/** Returns the sum of the counts. */
function totalOf({ count, seen }: Continuations): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += seen[i];
  return total;
}

/** Returns the number of distinct words that were seen. */
function typesOf({ count, seen }: Continuations): number {
  let types = 0;
  for (let i = 0; i < count; i++) if (seen[i] > 0) types++;
  return types;
}

/** Sets P(w|h) to the discounted shares. */
function giveShares(
  { count, seen, kept, P }: Continuations,
  { share, least }: Rule,
  total: number,
  types: number,
): void {
  for (let i = 0; i < count; i++) {
    P[i] = kept[i] === 0 || seen[i] === 0 || seen[i] < least ? 0 : share(seen[i], total, types);
  }
}

/** Returns the sum of the discounted shares. */
function ownMass({ count, P }: Continuations): number {
  let own = 0;
  for (let i = 0; i < count; i++) own += P[i];
  return own;
}

/** Returns the sum of the probabilities after the shorter history of the words that have a share. */
function lowerMass({ count, P, suffixes }: Continuations, lowerP: Float64Array): number {
  let lower = 0;
  for (let i = 0; i < count; i++) if (P[i] > 0) lower += lowerP[suffixes[i]];
  return lower;
}

/** Adds the mass from the shorter history. */
function addLower(
  { count, P, suffixes }: Continuations,
  lowerP: Float64Array,
  by: { readonly scale: number; readonly weight: number; readonly isInterpolated: boolean },
): void {
  const { scale, weight, isInterpolated } = by;
  for (let i = 0; i < count; i++) {
    const isOwn = P[i] > 0;
    P[i] *= scale;
    if (!isOwn || isInterpolated) P[i] += weight * lowerP[suffixes[i]];
  }
}
