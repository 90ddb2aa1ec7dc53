import type { TextModel } from '../../model/openModel';
import { Reading } from '../reading';
import { TokenSums } from './tokenSums';

/** A sentence of an experiment, divided into regions. */
export interface RegionItem {
  readonly item: string;
  readonly condition: string;
  /** The parts of the sentence with their white space; joined, they are its text. */
  readonly regions: readonly string[];
  /** The name of each region, as the table of items gives it, or else its number in the sentence, from 1. */
  readonly names: readonly string[];
  /** The number of the line in the table of items that each region comes from, from 1. */
  readonly lines: readonly number[];
}

/** The surprisal of one region. */
export interface RegionRow {
  readonly item: string;
  readonly condition: string;
  /** Name of the region, or its number. */
  readonly region: string;
  readonly text: string;
  /** Number of tokens. */
  readonly tokens: number;
  /** ln P(region | the regions before it); NaN if a token has no probability, or there is no token. */
  readonly logProb: number;
  /** Number of tokens that are not in the vocabulary. */
  readonly unknown: number;
}

/**
 * Returns the surprisal of every region. Reads the sentence on its own. A token belongs to the region in
 * which it ends; white space before a region belongs to that region. The end of the sentence belongs to none.
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
      const isMark = tokens.starts[token] === tokens.ends[token]; // a sentence end
      if (!isMark) sums.add(tokens, token);
    }
    return {
      ...{ item, condition, region: names[index], text: region.trim() },
      ...{ tokens: sums.tokens, logProb: sums.logProb, unknown: sums.unknown },
    };
  });
}
