import { BLOCK, blanksInBlock, CARRIAGE_RETURN, LINE_FEED } from './bytes';
import { reserve } from './memory';
import { candidate, hashOf } from './table';

/**
 * Maximum number of entries in a batch. Each block of 64 bytes adds at most 65: 64 line ends, and before them
 * a word that began in an earlier block.
 */
export const BATCH: usize = 512;

// Number of bytes of an entry (a word or a line end). An entry for a word has four numbers (u32): its
// address, length and hash, and the first record in the table that may be that of the word. An entry for a
// line end has the address 0.
const ENTRY: usize = 16;
const entries: usize = reserve(ENTRY * BATCH);

/** Number of entries in the batch. */
export let count: usize = 0;

/**
 * Collects the next words and line ends as a batch of entries. Returns the address at which the next batch
 * starts. Looks up all words of the batch in the table at the end. The processor can then wait for several
 * memory accesses at the same time.
 */
export function findWords(at: usize, end: usize): usize {
  let entry = entries;
  let from = at; // the start of the current word, which may continue in the next block
  for (; at <= end && entry <= entries + ENTRY * (BATCH - BLOCK - 1); at += BLOCK) {
    for (let blanks = blanksInBlock(at); blanks != 0; blanks &= blanks - 1) {
      const to = at + <usize>ctz(blanks);
      if (to > from) {
        store<u32>(entry, <u32>from);
        store<u32>(entry, <u32>(to - from), 4);
        store<u32>(entry, hashOf(from, to - from), 8);
        entry += ENTRY;
      }
      from = to + 1;
      const byte = load<u8>(to);
      if (byte == LINE_FEED || byte == CARRIAGE_RETURN) {
        store<u32>(entry, 0);
        entry += ENTRY;
      }
    }
  }
  count = (entry - entries) / ENTRY;
  for (let i: usize = 0; i < count; i++) store<u32>(entries + ENTRY * i, candidate(hashAt(i)), 12);
  return from;
}

@inline
export function addressAt(i: usize): usize {
  return load<u32>(entries + ENTRY * i);
}

@inline
export function lengthAt(i: usize): usize {
  return load<u32>(entries + ENTRY * i, 4);
}

@inline
export function hashAt(i: usize): u32 {
  return load<u32>(entries + ENTRY * i, 8);
}

@inline
export function candidateAt(i: usize): usize {
  return load<u32>(entries + ENTRY * i, 12);
}
