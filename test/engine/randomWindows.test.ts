import assert from 'node:assert/strict';
import { configure } from '../../src/engine/configuration/configure';
import { textNeeds } from '../../src/engine/configuration/network';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { Trainer } from '../../src/engine/train/trainer';
import type { RunSettings } from '../../src/protocol/run';
import { cellNames } from './contract/shapes';
import { TINY } from './contract/trainings';
import { corpusOf } from './support/network';

const corpus = corpusOf(Array.from({ length: 60 }, (_, i) => (i * i) % 7));
const RANDOM: RunSettings = { ...TINY, 'model.positions': 4, 'training.windows': 'random' };

/** Returns the loss of the fourth window after three updates: of the trainer, and of one with the same weights and no states. */
function lossesAfter(settings: RunSettings): [number, number] {
  const kernels = referenceKernels();
  const configuration = configure(settings);
  const trainer = new Trainer(kernels, corpus, configuration);
  for (let i = 0; i < 3; i++) trainer.step(false);
  const other = new Trainer(kernels, corpus, configuration, trainer.model);
  other.iteration = trainer.iteration;
  const [first, second] = [trainer, other].map(each => {
    each.load();
    return each.objective.forward();
  });
  return [first, second];
}

describe('random windows', () => {
  for (const cell of cellNames)
    for (const bptt of [0, 3])
      it(`each begin without a state, in ${cell}, with ${bptt} steps of errors across windows`, () => {
        const [found, expected] = lossesAfter({ ...RANDOM, 'model.cell': cell, 'training.bptt': bptt });
        assert.equal(found, expected);
      });

  it('differ in this from consecutive ones', () => {
    const [found, expected] = lossesAfter({ ...RANDOM, 'training.windows': 'consecutive' });
    assert.notEqual(found, expected);
  });

  it('have no resets of the state between them, and need a text that is as long as one window', () => {
    const settings = { ...RANDOM, 'training.sequenceLength': 5, 'training.batch': 8 };
    assert.throws(
      () => configure({ ...settings, 'training.resetEvery': '10' }),
      /With training.windows "random", the state is cleared before every window. Empty training.resetEvery/,
    );
    assert.equal(textNeeds(configure(settings)).streams, 1);
    assert.equal(textNeeds(configure({ ...settings, 'training.windows': 'consecutive' })).streams, 8);
  });
});
