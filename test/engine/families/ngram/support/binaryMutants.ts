import assert from 'node:assert/strict';
import { CHECKED_FROM, CHECKSUM_AT, checksum } from '../../../../../src/engine/families/ngram/binary/layout';
import { readBinary } from '../../../../../src/engine/families/ngram/binary/read';
import { writeBinary } from '../../../../../src/engine/families/ngram/binary/write';
import { NgramModel } from '../../../../../src/engine/families/ngram/ngramModel';
import { UserError } from '../../../../../src/protocol/userError';
import { type Counts, changed, outcomes, type Roll } from '../../../support/mutants';
import { train } from './train';

const NUMBERS = [0, 1, 2, 7, 0x7fffffff, 0x80000000, 0xffffffff];

const mutations: readonly ((file: Uint8Array, roll: Roll) => Uint8Array)[] = [
  function exchangeByte(file, roll) {
    if (file.length > 0) file[roll(file.length)] = roll(256);
    return file;
  },
  function exchangeNumber(file, roll) {
    if (file.length < 32) return file;
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const at = 4 * roll(file.length >> 2);
    const number = roll(2) ? NUMBERS[roll(NUMBERS.length)] : view.getUint32(at, true) + roll(3) - 1;
    view.setUint32(at, number >>> 0, true);
    return file;
  },
  function cutOff(file, roll) {
    return file.slice(0, roll(file.length + 1));
  },
  function lengthen(file, roll) {
    const longer = new Uint8Array(file.length + 8 * roll(4));
    longer.set(file);
    return longer;
  },
];

export const binaryOf = (...parameters: Parameters<typeof writeBinary>) =>
  new Uint8Array(Buffer.concat([...writeBinary(...parameters)]));

/** Corrects the checksum of a file, so that a reader has to find all other faults. */
export function signedBinary(bytes: Uint8Array): Uint8Array {
  const file = bytes.slice();
  if (file.length < CHECKED_FROM) return file;
  const words = new Int32Array(file.buffer, CHECKED_FROM, (file.length - CHECKED_FROM) >> 2);
  new DataView(file.buffer).setInt32(CHECKSUM_AT, checksum(words, 0), true);
  return file;
}

export function wholeBinaryFiles(): Uint8Array[] {
  const words = train('the cat sat\nthe dog sat\na cat ran\n', 3).smoothed;
  return [
    binaryOf(words, 'word'),
    binaryOf(train('ab ba\n', 2, { unit: 'character' }).smoothed, 'character'),
  ];
}

/** Reads `count` mutants. Throws every error that is not a UserError. */
export function readBinaryMutants(files: readonly Uint8Array[], seed: number, count: number): Counts {
  return outcomes(
    seed,
    count,
    roll => {
      const mutant = changed<Uint8Array>(files[roll(files.length)].slice(), roll, file =>
        mutations[roll(mutations.length)](file, roll),
      );
      return roll(4) ? signedBinary(mutant) : mutant;
    },
    attempt,
    file => JSON.stringify(String(file)),
  );
}

/** The views of a model need no memory but the file. All its n-grams and all words after them can be asked. */
function attempt(bytes: Uint8Array): keyof Counts {
  try {
    const { smoothed } = readBinary({ name: 'mutant', bytes });
    const { trie, logProbs, backOffs } = smoothed;
    for (const { buffer } of [trie.words, trie.children, trie.suffixes, logProbs, backOffs])
      assert.equal(buffer, bytes.buffer);
    const model = new NgramModel(smoothed);
    const found = { logProb: 0, length: 0, next: model.start() };
    for (let node = 0; node < logProbs.length; node++) {
      model.look(node, node % smoothed.vocabulary.size, found);
      assert.ok(found.next < logProbs.length && !Number.isNaN(found.logProb));
    }
    return 'loaded';
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}
