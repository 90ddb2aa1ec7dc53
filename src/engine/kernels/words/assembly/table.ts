import { head, VECTOR } from './bytes';
import { reserve } from './memory';

// An open hash table of words. A slot has 64 bits: the hash of a word (lower half) and the address of the
// word's record (upper half); an empty slot is 0. A record has the word's count (float64), number (u32),
// length (u32) and bytes, padded with zeros to whole vectors.
const NUMBER: usize = 8;
const LENGTH: usize = 12;
const BYTES: usize = 16;
const SLOT: usize = 8;

let mask: u32 = (1 << 12) - 1; // number of slots, minus 1
let slots: usize = reserve(SLOT << 12);
let records: u32 = 0;

/** Returns the address of a word's record, or 0 if the table does not contain the word. */
export function find(from: usize, length: usize, hash: u32): usize {
  let i = hash & mask;
  let slot = load<u64>(slotAt(i));
  while (slot != 0 && (<u32>slot != hash || !isRecordOf(<usize>(slot >> 32), from, length))) {
    i = (i + 1) & mask;
    slot = load<u64>(slotAt(i));
  }
  return <usize>(slot >> 32);
}

/** Returns the first record that `find` would compare with a word of this hash, or 0 if there is none. */
@inline
export function candidate(hash: u32): u32 {
  return load<u32>(slotAt(hash & mask), 4);
}

/** Returns whether `record` is the record of the word with these bytes. */
@inline
export function isRecordOf(record: usize, from: usize, length: usize): bool {
  if (load<u32>(record, LENGTH) != <u32>length) return false;
  let at = record + BYTES;
  for (; length > VECTOR; at += VECTOR, from += VECTOR, length -= VECTOR) {
    if (!i8x16.all_true(i8x16.eq(v128.load(at), v128.load(from)))) return false;
  }
  return i8x16.all_true(i8x16.eq(v128.load(at), head(from, length)));
}

/** Adds a word to the table, which must not contain it yet. Returns the address of its record. */
export function insert(from: usize, length: usize, hash: u32, number: u32): usize {
  records++;
  if (records > mask / 2) grow();
  const record = reserve(BYTES + length);
  store<u32>(record, number, NUMBER);
  store<u32>(record, <u32>length, LENGTH);
  memory.copy(record + BYTES, from, length);
  place((<u64>record << 32) | hash);
  return record;
}

/** Adds 1 to the count in a record. Returns the number of the record's word. */
@inline
export function again(record: usize): u32 {
  store<f64>(record, load<f64>(record) + 1);
  return load<u32>(record, NUMBER);
}

@inline
export function hashOf(from: usize, length: usize): u32 {
  let hash: u64 = length;
  for (; length > VECTOR; from += VECTOR, length -= VECTOR) hash = mixed(hash, v128.load(from));
  hash = mixed(hash, head(from, length));
  return <u32>(((hash ^ (hash >> 32)) * 0x9e3779b97f4a7c15) >> 32);
}

/**
 * Combines a hash with 16 bytes. The shift between the two products is needed because the low bits of a
 * product depend only on the low bits of its factors.
 */
@inline
function mixed(hash: u64, bytes: v128): u64 {
  const first = (hash ^ <u64>i64x2.extract_lane(bytes, 0)) * 0xbf58476d1ce4e5b9;
  return (first ^ (first >> 32) ^ <u64>i64x2.extract_lane(bytes, 1)) * 0x94d049bb133111eb;
}

@inline
function slotAt(i: u32): usize {
  return slots + SLOT * <usize>i;
}

function place(slot: u64): void {
  let i = <u32>slot & mask;
  while (load<u64>(slotAt(i)) != 0) i = (i + 1) & mask;
  store<u64>(slotAt(i), slot);
}

/** Doubles the number of slots of the hash table. Called when half of the slots are used. */
function grow(): void {
  const old = slots;
  const end = old + SLOT * (<usize>mask + 1);
  mask = 2 * mask + 1;
  slots = reserve(SLOT * (<usize>mask + 1));
  for (let at = old; at < end; at += SLOT) if (load<u64>(at) != 0) place(load<u64>(at));
}
