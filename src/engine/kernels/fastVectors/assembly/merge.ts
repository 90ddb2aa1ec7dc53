import { stride } from '../../wordVectors/assembly/options';
import { matrix, shards } from './options';
import { changedRowsOf, copiesOf, countOf, placesOf } from './shard';
import { addDifference, copyRow } from './vector';

/** Rows are divided into parts in blocks of 2^4, so that no two threads write to one cache line. */
const BLOCK: u32 = 4;

/**
 * Adds the changes of all shards of a round to the matrix, in the order of the shards, for the rows of
 * part `part` of `parts`. Removes the shards' copies of them.
 */
export function mergeShards(part: u32, parts: u32): void {
  for (let shard: u32 = 0; shard < shards; shard++) {
    const list = changedRowsOf(shard);
    const end = list + 4 * <usize>countOf(shard);
    for (let at = list; at < end; at += 4) {
      const row = load<u32>(at);
      if ((row >> BLOCK) % parts == part) mergeRow(shard, row);
    }
  }
}

/** Merges a row that `first` has a copy of, unless a shard before it had one, too. */
@inline
function mergeRow(first: u32, row: u32): void {
  const copy = takeCopy(first, row);
  if (copy == 0) return;
  const old = matrix + stride * <usize>row;
  for (let shard = first + 1; shard < shards; shard++) {
    const other = takeCopy(shard, row);
    if (other != 0) addDifference(copy, other, old);
  }
  copyRow(old, copy);
}

/** Returns the address of a shard's copy of a row, and removes it from the shard. Returns 0 if there is none. */
@inline
function takeCopy(shard: u32, row: u32): usize {
  const at = placesOf(shard) + 4 * <usize>row;
  const place = load<u32>(at);
  if (place == 0) return 0;
  store<u32>(at, 0);
  return copiesOf(shard) + stride * <usize>(place - 1);
}
