import type { VisitMembers } from './logLinearWeights';

/** The maximum number of values to keep in memory: 128 MiB. */
const MOST_NUMBERS = 2 ** 24;

type Token = readonly [rows: readonly Float64Array[], id: number];
type Read = (visit: VisitMembers) => void;

/**
 * Returns a reader of the same distributions. It keeps them in memory during the first pass, if they fit, and
 * replays them from there afterwards.
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
