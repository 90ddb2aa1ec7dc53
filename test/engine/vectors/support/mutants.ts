import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readVectors } from '../../../../src/engine/vectors/files/read';
import { textOf } from '../../../../src/engine/vectors/files/write';
import { UserError } from '../../../../src/protocol/userError';
import { type Counts, changed, outcomes, type Roll } from '../../support/mutants';

const [NEWLINE, ZERO] = [0x0a, 0x30];

/** The first ten vectors of a file of the C program: binary, text, and text without a header. */
export function wholeVectorFiles(): readonly Buffer[] {
  const whole = readFileSync('test/fixtures/word2vec/cbow-ns.bin').subarray(0, 700);
  const binary = Buffer.concat([Buffer.from('10 16\n'), whole.subarray(whole.indexOf(NEWLINE) + 1)]);
  const text = Buffer.concat([...textOf(readVectors(binary, 'v'))]);
  return [binary, text, text.subarray(text.indexOf(NEWLINE) + 1)];
}

/** Reads mutants of files of word vectors. Fails for any other error than a UserError. */
export function readVectorMutants(files: readonly Buffer[], seed: number, count: number): Counts {
  return outcomes(
    seed,
    count,
    roll => changed(files[roll(files.length)], roll, file => mutated(file, roll)),
    attempt,
    file => file.toString('base64'),
  );
}

/** Removes some bytes, or replaces one by any byte or by a digit. */
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
    assert.ok(vectors.byteLength <= 2 * file.length); // two bytes of text are a number at least
    return 'loaded';
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}
