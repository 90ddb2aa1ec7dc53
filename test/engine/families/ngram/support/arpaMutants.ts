import assert from 'node:assert/strict';
import { readArpa } from '../../../../../src/engine/families/ngram/arpa/read';
import { UserError } from '../../../../../src/protocol/userError';
import { type Counts, changed, outcomes } from '../../../support/mutants';
import { arpaText } from './arpaText';
import { train } from './train';

type Dice = (n: number) => number;

const FIELDS = [
  ...[
    '0',
    '-1',
    '1',
    '-99',
    '-1e308',
    '1e400',
    'nan',
    '-inf',
    'inf',
    '0x10',
    '4294967296',
    '9'.repeat(30),
    '',
  ],
  ...['<s>', '</s>', '<unk>', 'a', 'zebra', '__proto__', '\u{1F600}', '\t', '\n', '\\', 'x'.repeat(10_000)],
  ...['\\data\\', '\\end\\', '\\2-grams:', '\\1000000-grams:', 'ngram 2=2000000000', 'ngram 1000000=1'],
];

const mutations: readonly ((text: string, roll: Dice) => string)[] = [
  function exchangeCharacter(text, roll) {
    const at = roll(text.length);
    return text.slice(0, at) + String.fromCharCode(1 + roll(0x2fff)) + text.slice(at + 1);
  },
  function exchangeField(text, roll) {
    const fields = [...text.matchAll(/[^\s=]+/g)];
    if (fields.length === 0) return text;
    const { index, 0: field } = fields[roll(fields.length)];
    return text.slice(0, index) + FIELDS[roll(FIELDS.length)] + text.slice(index + field.length);
  },
  function changeDigit(text, roll) {
    const digits = [...text.matchAll(/\d/g)];
    if (digits.length === 0) return text;
    const { index } = digits[roll(digits.length)];
    return text.slice(0, index) + roll(10) + text.slice(index + 1);
  },
  function moveLine(text, roll) {
    const lines = text.split('\n');
    const [line] = lines.splice(roll(lines.length), 1);
    for (let i = roll(3); i > 0; i--) lines.splice(roll(lines.length + 1), 0, line);
    return lines.join('\n');
  },
  function cutOff(text, roll) {
    return text.slice(0, roll(text.length + 1));
  },
  function repeat(text, roll) {
    const at = roll(text.length);
    return text.slice(0, at) + text.slice(roll(at + 1));
  },
];

/**
 * Returns intact files: a model of words, a model of characters, and a model without sentences or back-off
 * weights.
 */
export function wholeArpaFiles(): string[] {
  const small = 'the cat sat\nthe dog sat\na cat ran\n';
  const files = [train(small, 3).smoothed, train('ab ba\n', 2, { unit: 'character' }).smoothed];
  return [
    ...files.map(smoothed => arpaText(smoothed)),
    '\\data\\\nngram 1=1\n\n\\1-grams:\n0\ta\n\n\\end\\\n',
  ];
}

/** Reads `count` mutants. Throws every error that is not a UserError. */
export function readArpaMutants(files: readonly string[], seed: number, count: number): Counts {
  return outcomes(
    seed,
    count,
    roll =>
      changed(files[roll(files.length)], roll, text => mutations[roll(mutations.length)](text, roll) || ' '),
    text => attempt(new TextEncoder().encode(text)),
    JSON.stringify,
  );
}

function attempt(bytes: Uint8Array): keyof Counts {
  try {
    const { trie, logProbs, backOffs } = readArpa({ name: 'mutant', bytes }).smoothed;
    const arrays = [trie.words, trie.children, trie.suffixes, logProbs, backOffs];
    const taken = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
    assert.ok(taken <= 8 * bytes.length + 100, `${taken} bytes of numbers from a file of ${bytes.length}`);
    assert.ok([...logProbs].every(logProb => logProb <= 0));
    return 'loaded';
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}
