import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readArpa } from '../../../../src/engine/families/ngram/arpa/read';
import { UserError } from '../../../../src/protocol/userError';

const WORDS = ['<s>', 'a', 'ab', 'b', 'ちょ', '</s>', '<unk>'];

/** Numbers as programs write them, and others that `Number` accepts or refuses. */
const number = fc.oneof(
  fc.double({ min: -8, max: 0, noNaN: true }).map(value => String(Math.fround(value))),
  fc.double({ min: -120, max: 0.0002, noNaN: true }).map(String),
  fc.integer({ min: -2_000_000_000, max: 0 }).map(digits => (digits / 1e8).toFixed(8)),
  fc.stringMatching(/^-?\d{1,12}(\.\d{0,25})?$/),
  fc.stringMatching(/^-?\d?\.\d{1,3}(e-?\d{1,3})?$/),
  fc.constantFrom(
    '0',
    '-0',
    '-99',
    '-99.0000001',
    '-inf',
    'inf',
    '-1.#INF',
    '0x10',
    '1e400',
    '-1e400',
    '+1',
    '',
  ),
);

const word = fc.constantFrom(...WORDS);
const line = (length: number) =>
  fc
    .tuple(number, fc.array(word, { minLength: length, maxLength: length }), fc.option(number))
    .map(([logProb, words, backOff]) =>
      [logProb, words.join(' '), ...(backOff === null ? [] : [backOff])].join('\t'),
    );
const usual = (length: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: 9e7 }), fc.array(word, { minLength: length, maxLength: length }))
    .map(([digits, words]) => `-${digits / 1e7}\t${words.join(' ')}\t-${digits / 3e8}`);
const lines = (length: number) =>
  fc
    .tuple(fc.array(usual(length), { maxLength: 40 }), fc.array(line(length), { maxLength: 2 }))
    .map(both => both.flat());

const arpa = fc.tuple(lines(2), lines(3)).map(([pairs, triples]) => {
  const counts = [WORDS.length, pairs.length, triples.length].map((count, i) => `ngram ${i + 1}=${count}`);
  const singles = WORDS.map(name => `-1\t${name}\t-0.5`);
  const sections = [singles, pairs, triples].map((each, i) => `\\${i + 1}-grams:\n${each.join('\n')}\n`);
  return `\\data\\\n${counts.join('\n')}\n\n${sections.join('\n')}\n\\end\\\n`;
});

/** Reads a file. Returns what a test compares: the model and the warnings, or the error. */
function outcome(text: string) {
  try {
    const { smoothed, warnings } = readArpa({ name: 'm', bytes: new TextEncoder().encode(text) });
    const { trie, logProbs, backOffs } = smoothed;
    const { levels, words, children, suffixes } = trie;
    return { levels: [...levels], words, children, suffixes, logProbs, backOffs, warnings };
  } catch (error) {
    if (error instanceof UserError) return { template: error.template, line: error.args[1] };
    throw error;
  }
}

describe('the n-grams of an ARPA file', () => {
  it('are the same whether a line is read from its bytes or as a string', () => {
    fc.assert(
      fc.property(arpa, text => {
        // Lines with two blanks between fields are read as strings.
        assert.deepEqual(outcome(text), outcome(text.replaceAll('\t', '\t\t')));
      }),
      { numRuns: 300 },
    );
  });
});
