/**
 * Returns a generator of random integers from 0 to n - 1 (mulberry32). The same seed gives the same numbers.
 */
export function dice(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return n => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return Math.floor((((x ^ (x >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

type Dice = (n: number) => number;
type Mutation = (file: Buffer, roll: Dice, others: readonly Uint8Array[]) => Buffer;

const NUMBERS = [
  '0',
  '1',
  '-1',
  '4',
  '7',
  '1e9',
  '0.5',
  '01',
  '4294967296',
  '9007199254740991',
  '9007199254740992',
];
const TOKENS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\u0000',
  '""',
  'null',
  ' ',
  '[[[[',
  '__proto__',
  'é',
];
const TYPES = ['F64', 'F32', 'F16', 'BF16', 'I32', 'I64', 'U8', 'BOOL', 'toString'];

const headerEnd = (file: Buffer) => (file.length < 8 ? 0 : Math.min(8 + file.readUInt32LE(0), file.length));

/** Replaces the bytes [begin, end) of the header. In most cases, also corrects the length of the header. */
function exchanged(file: Buffer, begin: number, end: number, by: string, roll: Dice): Buffer {
  const mutant = Buffer.concat([file.subarray(0, begin), Buffer.from(by), file.subarray(end)]);
  if (roll(8) > 0) mutant.writeUInt32LE(mutant.readUInt32LE(0) + mutant.length - file.length, 0);
  return mutant;
}

/** Replaces one word of the header that matches the pattern by one of `choices`. */
function reworded(file: Buffer, words: RegExp, choices: readonly string[], roll: Dice): Buffer {
  const found = [...file.subarray(0, headerEnd(file)).toString('latin1').matchAll(words)];
  if (found.length === 0) return file;
  const { index, 0: word } = found[roll(found.length)];
  return index < 8 ? file : exchanged(file, index, index + word.length, choices[roll(choices.length)], roll);
}

const mutations: Record<string, Mutation> = {
  flip: (file, roll) => {
    const mutant = Buffer.from(file);
    for (let i = roll(4); i >= 0; i--) if (file.length > 0) mutant[roll(file.length)] ^= 1 << roll(8);
    return mutant;
  },
  flipHeader: (file, roll) => {
    const mutant = Buffer.from(file);
    if (file.length > 0) mutant[roll(headerEnd(file) || file.length)] = roll(256);
    return mutant;
  },
  truncate: (file, roll) => file.subarray(0, roll(file.length + 1)),
  insert: (file, roll) => {
    const at = roll(file.length + 1);
    const bytes = Buffer.from(Array.from({ length: 1 + roll(12) }, () => roll(256)));
    return Buffer.concat([file.subarray(0, at), bytes, file.subarray(at)]);
  },
  cut: (file, roll) => {
    const at = roll(file.length + 1);
    return Buffer.concat([file.subarray(0, at), file.subarray(at + 1 + roll(64))]);
  },
  splice: (file, roll, others) => {
    const other = others[roll(others.length)];
    return Buffer.concat([file.subarray(0, roll(file.length + 1)), other.subarray(roll(other.length + 1))]);
  },
  repeat: (file, roll) => {
    const at = roll(file.length + 1);
    return Buffer.concat([file.subarray(0, at), file.subarray(roll(at + 1), at), file.subarray(at)]);
  },
  number: (file, roll) => reworded(file, /(?<![A-Z\d])\d+/g, NUMBERS, roll),
  neighbour: (file, roll) => {
    const step = roll(2) ? 1 : -1;
    const mutant = Buffer.from(file);
    const digits = [...file.subarray(0, headerEnd(file)).toString('latin1').matchAll(/\d/g)];
    if (digits.length > 0) mutant[digits[roll(digits.length)].index] += step;
    return mutant;
  },
  token: (file, roll) => reworded(file, /[{}[\]:,"]/g, TOKENS, roll),
  type: (file, roll) => reworded(file, /F64|F32|BF16|F16|I32/g, TYPES, roll),
  length: (file, roll) => {
    const mutant = Buffer.from(file);
    if (file.length >= 8) mutant.writeBigUInt64LE(1n << BigInt(roll(64)), 0);
    return mutant;
  },
};

/** Returns one of the files with one to three changes, and the kind of the changes. */
export function mutant(files: readonly Uint8Array[], roll: Dice): { bytes: Buffer; kind: string } {
  let bytes: Buffer = Buffer.from(files[roll(files.length)]);
  const kinds = Object.keys(mutations);
  const applied: string[] = [];
  for (let i = Math.max(roll(4) - 1, 0); i >= 0; i--) {
    const kind = kinds[roll(kinds.length)];
    bytes = mutations[kind](bytes, roll, files);
    applied.push(kind);
  }
  return { bytes, kind: applied.join('+') };
}
