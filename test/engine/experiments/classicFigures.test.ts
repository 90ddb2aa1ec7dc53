import assert from 'node:assert/strict';
import { classicFile } from '../../../src/common/classics/classic';
import { classics } from '../../../src/common/classics/classics';
import { classicFigures } from '../../../src/engine/experiments/classics/classicFigures';
import { classicOf } from '../../../src/engine/experiments/classics/classicOf';
import {
  type ClassicMeasurement,
  measureClassic,
  shownTokens,
} from '../../../src/engine/experiments/classics/measureClassic';
import { type MeasuredGenerator, newTextOf } from '../../../src/engine/experiments/classics/newText';
import { readExperiment } from '../../../src/engine/experiments/experimentFile';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { randomTextModel } from '../support/textModel';

const experimentWith = (text: unknown) =>
  readExperiment(
    JSON.stringify({ version: 1, name: 'a', text, settings: { 'training.maxIterations': 10 }, seeds: 2 }),
  );

describe('the classic experiment that an experiment repeats', () => {
  for (const classic of classics) {
    it(`is found by its texts and phases: ${classic.name}`, () => {
      const experiment = readExperiment(classicFile(classic, text => text));
      assert.equal(classicOf(experiment)?.classic.name, classic.name);
    });
  }

  it('may have other settings and another size, but only one generator', () => {
    assert.equal(
      classicOf(experimentWith({ generator: 'xor', number: 60, seed: 5 }))?.classic.name,
      'xor',
      'another size',
    );
    assert.equal(classicOf(experimentWith('a.txt')), undefined);
    assert.equal(classicOf(experimentWith([{ generator: 'xor' }, { generator: 'words' }])), undefined);
    assert.equal(
      classicOf(experimentWith([{ generator: 'xor' }, { generator: 'xor', seed: 2 }]))?.classic.name,
      'xor',
    );
  });
});

describe('the measurement of a classic experiment', () => {
  const measured = (name: 'xor' | 'letters' | 'copy') =>
    measureClassic(name, randomTextModel(referenceKernels(), 'character', newTextOf(name).text));

  it('uses new texts of fixed sizes', () => {
    const sizes = {
      ...{ xor: 3000, letters: 3016, words: 4967, lexical: 27_584, agreement: 14_555 },
      ...{ copy: 5500, reverse: 5500, parity: 6551, adding: 6500 },
    };
    for (const [name, tokens] of Object.entries(sizes))
      assert.equal(newTextOf(name as MeasuredGenerator).tokens.length, tokens, name);
  });

  it('has the error at each position of XOR over the whole text, and by position', () => {
    const { places, labels, thresholds, agreement } = measured('xor');
    assert.deepEqual(shownTokens('xor'), [...'123123123123']);
    assert.equal(places.length, 12);
    assert.ok(places.every(error => error > 0 && error < 1));
    const third = labels.find(({ label }) => label === '3');
    const meanSquare = [2, 5, 8, 11].reduce((sum, place) => sum + places[place] ** 2, 0) / 4;
    assert.ok(Math.abs((third?.rms ?? 0) - Math.sqrt(meanSquare)) < 1e-3);
    assert.equal(thresholds.length, 3);
    assert.deepEqual(agreement, []);
  });

  it('has the errors of the bits of letters', () => {
    const { labels, places } = measured('letters');
    assert.deepEqual(labels.map(({ label, bits }) => [label, bits?.length]).sort(), [
      ['consonant', 6],
      ['vowel', 6],
    ]);
    assert.deepEqual([places.length, shownTokens('letters').length], [24, 24]);
  });

  it('has labels for tests of memory, which have no thresholds', () => {
    const { labels, thresholds } = measured('copy');
    assert.ok(labels.some(({ label }) => label === 'position 5'));
    assert.deepEqual(thresholds, []);
  });
});

describe('the figures of a classic experiment', () => {
  const [xor] = classics;
  const threshold = { description: '', bound: 'atMost', limit: 0.4, elman: '', name: 'third' } as const;
  const measurement = (third: number, place: number): ClassicMeasurement => ({
    thresholds: [{ ...threshold, figure: third, isMet: third <= 0.4 }],
    places: [place, Number.NaN],
    labels: [{ label: '3', tokens: 10, rms: third, surprisal: 2 * third, bits: [third, 0] }],
    agreement: [{ group: 'all', value: '', places: 4, right: third }],
  });
  const runs = [
    { name: 'tanh', seed: 1, measurement: measurement(0.2, 0.1) },
    { name: 'tanh', seed: 2, measurement: measurement(Number.NaN, 0.3) },
    { name: 'relu', seed: 1, measurement: measurement(0.5, 0.5) },
  ];
  const figures = classicFigures({ classic: xor, generator: 'xor' }, runs, 7);

  it('are those of each run, and means over the runs of a condition', () => {
    const [tanh, relu] = figures.conditions;
    assert.deepEqual(
      tanh.runs.map(({ seed, figures: [first] }) => ({ seed, first })),
      [
        { seed: 1, first: { figure: 0.2, isMet: true } },
        { seed: 2, first: { isMet: false } },
      ],
    );
    assert.deepEqual(
      tanh.places.map(({ place, mean }) => [place, mean]),
      [[1, 0.2]],
      'a place without a probability is left out',
    );
    assert.ok(tanh.places[0].interval);
    assert.equal(relu.places[0].interval, undefined);
    assert.deepEqual(relu.labels, [{ label: '3', rms: 0.5, surprisal: 1, bits: [0.5, 0] }]);
    assert.deepEqual(relu.agreement, [{ group: 'all', value: '', right: 0.5 }]);
  });

  it('name the source, what it reports, and what did not replicate', () => {
    const { source, reported, found, thresholds, runs: measured, finished } = figures;
    assert.deepEqual([source, reported, found], [xor.source, xor.reported, xor.measured]);
    assert.equal(thresholds.length, 3);
    assert.deepEqual([measured, finished], [3, 7]);
  });
});
