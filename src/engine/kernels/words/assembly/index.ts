// A WebAssembly module that splits a text into words by its UTF-8 bytes, and replaces the words by numbers.
// `exports.ts` describes its functions.
import { addressAt, BATCH, candidateAt, count, findWords, hashAt, lengthAt } from './batch';
import { BLOCK, SPACE } from './bytes';
import { again, find, insert, isRecordOf } from './table';

export { hasMarks } from './bytes';
export { reserve } from './memory';

let at: usize = 0; // address at which the words after the current batch begin
let end: usize = 0; // address of the end of the text
let next: usize = 0; // index of the next entry of the batch to process
let numbers: usize = 0; // address at which the next number is written
let full: usize = 0; // end of the memory for numbers
let lineEnd: usize = 0; // address of the line end's record in the table
let hasWords = false; // whether the current line contains words so far

export function setLineEnd(number: u32): usize {
  lineEnd = insert(0, 0, 0, number);
  return lineEnd;
}

export function setText(from: usize, to: usize): void {
  at = from;
  end = to;
  memory.fill(to, SPACE, BLOCK);
}

export function setRoom(from: usize, length: usize): void {
  numbers = from;
  full = from + 4 * length;
}

export function scan(): usize {
  while (next < count || (at < end && full - numbers >= 4 * BATCH)) {
    if (next == count) {
      at = findWords(at, end);
      next = 0;
    }
    for (; next < count; next++) {
      const from = addressAt(next);
      if (from == 0) {
        if (hasWords) endLine();
        continue;
      }
      const record = recordOf(from, lengthAt(next));
      if (record == 0) return from;
      write(again(record));
      hasWords = true;
    }
  }
  return 0;
}

/** Returns the record of the word of entry `next`, or 0 if the table does not contain the word. */
@inline
function recordOf(from: usize, length: usize): usize {
  const record = candidateAt(next);
  return isRecordOf(record, from, length) ? record : find(from, length, hashAt(next));
}

export function wordLength(): usize {
  return lengthAt(next);
}

export function add(number: u32): usize {
  const record = insert(addressAt(next), lengthAt(next), hashAt(next), number);
  write(again(record));
  skip(true);
  return record;
}

export function skip(isWord: bool): void {
  next++;
  if (isWord) hasWords = true;
}

export function endLine(): void {
  write(again(lineEnd));
  hasWords = false;
}

export function startLine(): void {
  hasWords = false;
}

export function written(): usize {
  return numbers;
}

export function isDone(): bool {
  return next == count && at >= end;
}

export function isInLine(): bool {
  return hasWords;
}

@inline
function write(number: u32): void {
  store<u32>(numbers, number);
  numbers += 4;
}
