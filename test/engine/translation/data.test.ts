import assert from 'node:assert/strict';
import { configureTranslation } from '../../../src/engine/configuration/translation';
import { encodeSource } from '../../../src/engine/data/pairs/pairData';
import { generatedPairs, pairGeneratorNames } from '../../../src/engine/experiments/pairs';
import { editDistance } from '../../../src/engine/scoring/translation/editDistance';
import { TranslationTally } from '../../../src/engine/scoring/translation/translationFigures';
import { readPairs } from '../../../src/engine/train/translation/readPairs';
import type { RunSettings } from '../../../src/protocol/run';

const textOf = (text: string) => ({ name: 'a.tsv', bytes: Buffer.from(text) });
const read = (text: string, settings: RunSettings = {}, validationText?: string) =>
  readPairs(
    configureTranslation({ 'validation.fraction': 0, ...settings }),
    textOf(text),
    validationText === undefined ? undefined : textOf(validationText),
  );

describe('pairs of sources and targets', () => {
  it('are read from lines, with separate symbols for sources and targets', () => {
    const { data } = read('ab\tXY\r\nca\tZ');
    assert.deepEqual(data.sources.symbols, ['a', 'b', 'c']);
    assert.deepEqual(data.targets.symbols, ['X', 'Y', 'Z']);
    const { source, target } = data.training.at(1);
    assert.deepEqual([[...source], [...target]], [[2, 0], [2]]);
    assert.deepEqual(data.training.longest(), { source: 2, target: 2 });
    assert.equal(data.training.length(0), 3);
    assert.equal(data.training.tokenCount, 7);
  });

  it('are left out and counted if a part is empty or too long', () => {
    const { data, leftOut } = read('\n \na\t\n\tb\nabc\tde\nab\tcde\nab\tcd\n', { 'text.longest': 2 });
    assert.deepEqual(leftOut, { emptyLines: 2, emptySources: 1, emptyTargets: 1, tooLong: 2 });
    assert.equal(data.training.count, 1);
  });

  it('are refused with the number of the line if there is not exactly one tab', () => {
    const refused = (text: string, expected: RegExp) =>
      assert.throws(
        () => read(text),
        (error: Error) => expected.test(String(error)),
      );
    refused('a\tb\nno tab', /"a\.tsv", line 2: 0 tabs/);
    refused('a\tb\tc', /line 1: 2 tabs/);
    refused('\n', /"a\.tsv" has no pair/);
  });

  it('of words have a symbol for rare words of sources, and none in targets', () => {
    const words = { 'text.unit': 'word', 'text.minimumCount': 2 };
    const { data } = read('the cat\tle chat\nthe dog\tle chien', words);
    assert.deepEqual(data.sources.symbols, ['<unk>', 'the']);
    assert.deepEqual(data.targets.symbols, ['chat', 'chien', 'le']);
    assert.deepEqual(encodeSource(['the', 'bird'], data.sources), {
      ids: [1, 0],
      read: ['the', 'bird'],
      unknown: ['bird'],
    });
  });

  it('for validation are held out, and left out if they are unknown or also trained on', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `${i}\t${i + 1}\n`).join('');
    const { data } = read(lines, { 'validation.fraction': 0.25 });
    assert.equal(data.training.count + (data.validation?.count ?? 0), 20);
    assert.ok((data.validation?.count ?? 0) >= 4);
    const separate = read('a\tx\nb\ty\n', {}, 'a\tx\nb\tx\nac\ty\nc\tx\na\tz\n');
    assert.equal(separate.data.validation?.count, 2);
    assert.deepEqual(separate.data.missing, { unknownSymbols: 2, unknownPairs: 2, repeated: 1 });
    assert.throws(() => read('a\tx\n', {}, 'a\tx\n'), /no pair whose symbols are known/);
    assert.throws(() => read('a\tx\n', { 'validation.fraction': 0.1 }), /too few different pairs/);
  });
});

describe('generators of pairs', () => {
  const pairs = (name: (typeof pairGeneratorNames)[number], number = 200, seed = 1) =>
    [...generatedPairs(name, { number, seed, longest: 6 })].map(line => line.trimEnd().split('\t'));

  it('write different sources, or different pairs of a label, the same ones for the same seed', () => {
    for (const name of pairGeneratorNames) {
      const found = pairs(name);
      const keys = found.map(pair => (name === 'label-pairs' ? pair.join() : pair[0]));
      assert.equal(new Set(keys).size, 200, name);
      assert.deepEqual(pairs(name), found);
      assert.notDeepEqual(pairs(name, 200, 2), found);
    }
    assert.equal([...generatedPairs('copy-pairs', { number: 100, seed: 1, longest: 1 })].length, 26);
  });

  it('copy, reverse and write dates in ISO 8601', () => {
    for (const [source, target] of pairs('copy-pairs')) assert.equal(target, source);
    const lengths = pairs('reverse-pairs').map(([source, target]) => {
      assert.equal(target, [...source].reverse().join(''));
      return source.length;
    });
    assert.deepEqual([Math.min(...lengths), Math.max(...lengths)], [1, 6]);
    for (const [source, target] of pairs('date-pairs')) {
      assert.match(target, /^(19|20)\d\d-\d\d-\d\d$/);
      const [year, , day] = target.split('-');
      assert.ok(source.includes(year) && source.includes(String(Number(day))), source);
    }
    for (const [label, word] of pairs('label-pairs'))
      assert.match(word, label === 'japanese' ? /^((sh|ch|ts|[kstnhmrywzdb])?[aiueo]){2,4}n?$/ : /^[a-z]+$/);
  });
});

describe('the figures of written targets', () => {
  it('count edits', () => {
    const distances = [
      ['', '', 0],
      ['abc', '', 3],
      ['kitten', 'sitting', 3],
      ['abc', 'acb', 2],
      ['abc', 'xabc', 1],
    ] as const;
    for (const [from, to, expected] of distances) {
      const codes = [from, to].map(text => Array.from(text, c => c.charCodeAt(0)));
      assert.equal(editDistance(codes[0], codes[1]), expected, `${from} ${to}`);
    }
  });

  it('are the shares of exact targets, by length, and of correct symbols', () => {
    const tally = new TranslationTally(3);
    const [half, quarter] = [Math.log(0.5), Math.log(0.25)];
    // The end has the id 2. Every target has one symbol; the first pair is written correctly.
    tally.add({ source: [0, 1], target: [0] }, [half, quarter, quarter, quarter, quarter, half], [0]);
    tally.add(
      { source: [0, 0, 0, 0, 0, 0], target: [1] },
      [half, quarter, quarter, quarter, quarter, half],
      [0, 0],
    );
    const figures = tally.figures();
    assert.equal(figures.pairs, 2);
    assert.equal(figures.symbols, 4);
    assert.equal(figures.exact, 0.5);
    assert.equal(figures.accuracy, 0.75);
    assert.equal(figures.errorRate, 1);
    assert.ok(Math.abs(figures.loss + (3 * half + quarter) / 4) < 1e-12);
    assert.deepEqual(figures.byLength, [
      { from: 1, to: 5, pairs: 1, exact: 1 },
      { from: 6, to: 10, pairs: 1, exact: 0 },
    ]);
  });
});
