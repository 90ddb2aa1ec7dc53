import { stride } from '../../wordVectors/assembly/options';
import { capacity, changedRows, copies, headers, matrix, places, rows, scratch } from './options';
import { copyRow } from './vector';

// A shard is a range of the text that one thread trains on. It changes copies of the rows that it needs. Its
// memory consists of a header, the place of each row among its copies (plus 1; 0 if the row has no copy), a
// list of the rows that have copies, and the copies.

/** Bytes of a header: number of copies, sum of losses, number of predictions, and padding to a cache line. */
const HEADER: usize = 64;
const LOSS: usize = 8;
const PREDICTIONS: usize = 16;

@inline
export function headerOf(shard: u32): usize {
  return headers + HEADER * <usize>shard;
}

@inline
export function countOf(shard: u32): u32 {
  return load<u32>(headerOf(shard));
}

@inline
export function placesOf(shard: u32): usize {
  return places + 4 * <usize>rows * <usize>shard;
}

@inline
export function changedRowsOf(shard: u32): usize {
  return changedRows + 4 * <usize>capacity * <usize>shard;
}

@inline
export function copiesOf(shard: u32): usize {
  return copies + stride * <usize>capacity * <usize>shard;
}

// The shard that this thread works on.
let header: usize = 0;
let place: usize = 0;
let list: usize = 0;
let copy: usize = 0;
let count: u32 = 0;
/** Memory for the mean of a context's vectors, and for the gradient of its loss. */
export let mean: usize = 0;
export let error: usize = 0;

export function openShard(shard: u32): void {
  header = headerOf(shard);
  place = placesOf(shard);
  list = changedRowsOf(shard);
  copy = copiesOf(shard);
  mean = scratch + 2 * stride * <usize>shard;
  error = mean + stride;
  count = 0;
}

/** Stores how many rows the open shard has changed. */
export function closeShard(): void {
  store<u32>(header, count);
}

/** Returns the address of the open shard's copy of a row. Makes the copy if there is none. */
@inline
export function copyOf(row: u32): usize {
  const at = place + 4 * <usize>row;
  let number = load<u32>(at);
  if (number == 0) number = newCopy(row, at);
  return copy + stride * <usize>(number - 1);
}

function newCopy(row: u32, at: usize): u32 {
  store<u32>(list + 4 * <usize>count, row);
  copyRow(copy + stride * <usize>count, matrix + stride * <usize>row);
  store<u32>(at, ++count);
  return count;
}

@inline
export function countPrediction(): void {
  store<f64>(header, load<f64>(header, PREDICTIONS) + 1, PREDICTIONS);
}

@inline
export function addLoss(loss: f32): void {
  store<f64>(header, load<f64>(header, LOSS) + <f64>loss, LOSS);
}
