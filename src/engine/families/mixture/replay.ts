import type { VisitMembers } from './logLinearWeights';

/** Maximum number of values that are kept in memory: 2^24 numbers of 8 bytes, which is 128 MiB. */
const MOST_NUMBERS = 2 ** 24;

type Token = readonly [rows: readonly Float64Array[], id: number];
type Read = (visit: VisitMembers) => void;

/**
 * Returns a function that reads the same distributions as `read`. In its first pass, it keeps them in memory
 * if they fit. Later passes then replay them from memory.
 */
export function replayed(read: Read): Read {
  let kept: readonly Token[] | undefined;
  return visit => {
    if (kept) {
      for (const [rows, id] of kept) visit(rows, id);
      return;
    }
    const tokens: Token[] = [];
    let numbers = 0;
    read((rows, id) => {
      numbers += rows.length * rows[0].length;
      if (numbers <= MOST_NUMBERS) tokens.push([rows.map(row => row.slice()), id]);
      visit(rows, id);
    });
    if (numbers <= MOST_NUMBERS) kept = tokens;
  };
}
