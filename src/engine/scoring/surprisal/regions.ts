import type { TextModel } from '../../model/openModel';
import { Reading } from '../reading';
import { TokenSums } from './tokenSums';

/** A sentence of an experiment, divided into regions. */
export interface RegionItem {
  readonly item: string;
  readonly condition: string;
  /** The texts of the regions, including white space. Concatenated, they give the sentence. */
  readonly regions: readonly string[];
  /**
   * The name of each region from the table of items. If the table has no names, the number of the region in
   * the sentence, from 1.
   */
  readonly names: readonly string[];
  /** For each region, the number of its line in the table of items, from 1. */
  readonly lines: readonly number[];
}

/** The surprisal of one region. */
export interface RegionRow {
  readonly item: string;
  readonly condition: string;
  /** The name or number of the region. */
  readonly region: string;
  readonly text: string;
  /** Number of tokens in the region. */
  readonly tokens: number;
  /**
   * ln P(region | previous regions). NaN if a token of the region has no probability, or if the region has no
   * tokens.
   */
  readonly logProb: number;
  /** Number of tokens that are not in the vocabulary. */
  readonly unknown: number;
}

/**
 * Returns the surprisal of every region. The sentence is read without any context before it. A token belongs
 * to the region in which it ends; white space before a region belongs to that region. The end of the sentence
 * belongs to no region.
 */
export function regionRows(
  open: TextModel,
  { item, condition, regions, names }: Omit<RegionItem, 'lines'>,
): RegionRow[] {
  const text = regions.join('');
  const reading = new Reading(open);
  for (const _ of reading.read(text, true));
  const { tokens } = reading;
  let [token, offset] = [0, 0];
  return regions.map((region, index) => {
    const end = offset + region.trimEnd().length;
    offset += region.length;
    const sums = new TokenSums(open);
    for (; token < tokens.length && tokens.ends[token] <= end; token++) {
      // A sentence end, which has no characters, belongs to no region.
      const isMark = tokens.starts[token] === tokens.ends[token];
      if (!isMark) sums.add(tokens, token);
    }
    return {
      ...{ item, condition, region: names[index], text: region.trim() },
      ...{ tokens: sums.tokens, logProb: sums.logProb, unknown: sums.unknown },
    };
  });
}
