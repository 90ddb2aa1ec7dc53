import assert from 'node:assert/strict';
import { readRnnlm } from '../../../../../src/engine/families/rnnlm/format/read';
import { writeRnnlm } from '../../../../../src/engine/families/rnnlm/format/write';
import { RnnlmLanguageModel } from '../../../../../src/engine/families/rnnlm/rnnlmLanguageModel';
import { UserError } from '../../../../../src/protocol/userError';
import { type Counts, changed, outcomes, type Roll } from '../../../support/mutants';
import { STRUCTURE, trained } from './fixtures';

const NUMBERS = [
  '0',
  '1',
  '-1',
  '3',
  '7',
  '2147483647',
  '2147483648',
  '4294967297',
  '1e9',
  '99999999999999',
  'nan',
  '',
];

/** Mutations of text files and of the headers of binary files. */
export const mutations: readonly ((file: Buffer, roll: Roll, others: readonly Buffer[]) => Buffer)[] = [
  // Flips a bit, changes a byte of the header, or truncates the file.
  (file, roll) => {
    const mutant = Buffer.from(file);
    if (mutant.length > 0) mutant[roll(mutant.length)] ^= 1 << roll(8);
    return mutant;
  },
  (file, roll) => {
    const mutant = Buffer.from(file);
    if (mutant.length > 0) mutant[roll(Math.min(900, mutant.length))] = roll(256);
    return mutant;
  },
  (file, roll) => file.subarray(0, roll(file.length + 1)),
  // Changes a number in the header or in a text.
  (file, roll) => {
    const found = [...file.toString('latin1').matchAll(/\d+/g)];
    if (found.length === 0) return file;
    const { index, 0: number } = found[roll(2) ? roll(Math.min(40, found.length)) : roll(found.length)];
    const by = roll(2) ? NUMBERS[roll(NUMBERS.length)] : String(Number(number) + 1 - 2 * roll(2));
    return Buffer.concat([file.subarray(0, index), Buffer.from(by), file.subarray(index + number.length)]);
  },
  // Duplicates a line, deletes a line, or inserts bytes of another file.
  (file, roll) => {
    const [start, end] = lineAt(file, roll(file.length + 1));
    return Buffer.concat([file.subarray(0, end), file.subarray(start)]);
  },
  (file, roll) => {
    const [start, end] = lineAt(file, roll(file.length + 1));
    return Buffer.concat([file.subarray(0, start), file.subarray(end)]);
  },
  (file, roll, others) => {
    const other = others[roll(others.length)];
    return Buffer.concat([file.subarray(0, roll(file.length + 1)), other.subarray(roll(other.length + 1))]);
  },
];

function lineAt(file: Buffer, at: number): [number, number] {
  const start = at > 0 ? file.lastIndexOf('\n', at - 1) + 1 : 0;
  const end = file.indexOf('\n', at);
  return [start, end < 0 ? file.length : end + 1];
}

/** Returns models in text and in binary form, with and without optional parts. */
export function wholeRnnlmFiles(): Buffer[] {
  const text = Buffer.from('a b c\nb c \xff\n\nd\n', 'latin1');
  const structures = [{}, { compression: 2, direct: 40, directOrder: 2 }, { independent: true, classes: 9 }];
  return structures.flatMap(structure =>
    [true, false].map(binary => {
      const { model } = trained(text, text, { ...STRUCTURE, hidden: 3, binary, ...structure }, 1);
      return Buffer.from(writeRnnlm(model));
    }),
  );
}

/**
 * Reads `count` mutants, and computes a distribution with each model that can be loaded. Throws every error
 * that is not a UserError.
 */
export function readRnnlmMutants(files: readonly Buffer[], seed: number, count: number): Counts {
  return outcomes(
    seed,
    count,
    roll =>
      changed(files[roll(files.length)], roll, bytes =>
        mutations[roll(mutations.length)](bytes, roll, files),
      ),
    attempt,
    bytes => JSON.stringify(bytes.toString('latin1')),
  );
}

function attempt(bytes: Buffer): keyof Counts {
  let model: ReturnType<typeof readRnnlm>;
  try {
    model = readRnnlm(bytes);
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
  const numbers = Object.values(model.weights).reduce((sum, { length }) => sum + length, model.hidden.length);
  assert.ok(8 * numbers <= 4 * bytes.length, `${numbers} numbers from a file of ${bytes.length}`);
  const reader = new RnnlmLanguageModel(model);
  const { logProbs } = reader.step(reader.start(), 0);
  assert.ok(
    logProbs.every(logProb => logProb <= 1e-9),
    'no probability is above 1',
  );
  return 'loaded';
}
