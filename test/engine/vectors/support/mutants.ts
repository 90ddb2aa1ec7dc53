import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readVectors } from '../../../../src/engine/vectors/files/read';
import { safetensorsOf } from '../../../../src/engine/vectors/files/safetensors';
import { binaryOf, textOf } from '../../../../src/engine/vectors/files/write';
import { UserError } from '../../../../src/protocol/userError';
import { type Counts, changed, outcomes, type Roll } from '../../support/mutants';

const [NEWLINE, ZERO] = [0x0a, 0x30];

/**
 * Returns files with the first ten vectors of a file of the C program: in binary form, as text, as text
 * without a header, and as safetensors.
 */
export function wholeVectorFiles(): readonly Buffer[] {
  const { words, vectors, size } = readVectors(readFileSync('test/fixtures/word2vec/cbow-ns.bin'), 'v');
  const ten = { words: words.slice(0, 10), vectors: vectors.slice(0, 10 * size), size };
  const options = { minimum: 3, maximum: 6, buckets: 100 };
  const subwords = { options, buckets: Int32Array.of(1, 5, 30), vectors: ten.vectors.slice(0, 3 * size) };
  const text = Buffer.concat([...textOf(ten)]);
  return [
    Buffer.concat([...binaryOf(ten)]),
    text,
    text.subarray(text.indexOf(NEWLINE) + 1),
    Buffer.from(safetensorsOf(ten)),
    Buffer.from(safetensorsOf({ ...ten, subwords })),
  ];
}

/** Reads `count` mutants of files of word vectors. Throws every error that is not a UserError. */
export function readVectorMutants(files: readonly Buffer[], seed: number, count: number): Counts {
  return outcomes(
    seed,
    count,
    roll => changed(files[roll(files.length)], roll, file => mutated(file, roll)),
    attempt,
    file => file.toString('base64'),
  );
}

/** Removes some bytes, or replaces one byte by any byte or by a digit. */
function mutated(file: Buffer, roll: Roll): Buffer {
  const at = roll(Math.max(1, file.length));
  if (roll(3) === 0) return Buffer.concat([file.subarray(0, at), file.subarray(at + roll(30))]);
  const copy = Buffer.from(file);
  copy[at] = roll(2) ? roll(256) : ZERO + roll(10);
  return copy;
}

function attempt(file: Buffer): keyof Counts {
  try {
    const { vectors, words, size } = readVectors(file, 'v');
    assert.ok(vectors.length === words.length * size && vectors.every(Number.isFinite));
    // A number takes at least two bytes of text and four bytes of memory.
    assert.ok(vectors.byteLength <= 2 * file.length);
    return 'loaded';
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}
