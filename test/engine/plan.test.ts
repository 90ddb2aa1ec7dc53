import assert from 'node:assert/strict';
import { randomCheckNetwork } from '../../src/engine/check/checkNetwork';
import { checkGradients, TOLERANCE } from '../../src/engine/check/gradientCheck';
import { configure } from '../../src/engine/configuration/configure';
import { tokenizerOf } from '../../src/engine/configuration/text';
import { readCorpus } from '../../src/engine/data/corpus';
import { generatedText } from '../../src/engine/experiments/generators';
import { actions } from '../../src/engine/experiments/generators/plans';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { RecurrentModel } from '../../src/engine/model/recurrentModel';
import { Trainer } from '../../src/engine/train/trainer';
import type { RunSettings } from '../../src/protocol/run';
import { cellNames, shapeOf, worstOf } from './contract/shapes';
import { simdKernels } from './support/kernels';

/** Jordan's network. The state is cleared before each plan. */
const settings: RunSettings = {
  'model.cell': 'jordan',
  'model.input': 'plan',
  'model.bits': '1=10 2=01',
  'model.activation': 'logistic',
  'model.stateDecay': 0.5,
  'model.hidden': 10,
  'model.initialiser': 'xavier',
  'training.optimizer': 'adam',
  'training.learningRate': 0.01,
  'training.sequenceLength': 5,
  'training.resetEvery': '5',
};

async function trained(seed: number): Promise<RecurrentModel> {
  const configuration = configure({ ...settings, 'training.seed': seed });
  const text = [...generatedText('plans', { number: 1000, seed, complex: 0 })].join('');
  const corpus = readCorpus({ name: 'plans.txt', bytes: Buffer.from(text) }, tokenizerOf(configuration), 1);
  const kernels = await simdKernels();
  const trainer = new Trainer(kernels, corpus, configuration);
  for (let i = 0; i < 6000; i++) trainer.step(false);
  return new RecurrentModel(kernels, trainer.model, corpus.vocabulary);
}

/** Reads a plan, and returns the most probable actions. `next`: the token that is read after an action. */
function actionsFor(model: RecurrentModel, plan: string, next = (action: string) => action): string {
  const { vocabulary } = model;
  let state = model.start();
  let token = plan;
  let found = '';
  for (let i = 0; i < 4; i++) {
    const step = model.step(state, vocabulary.id(token));
    const action = vocabulary.symbols[step.logProbs.indexOf(Math.max(...step.logProbs))];
    found += action;
    state = step.state;
    token = next(action);
  }
  return found;
}

describe('plan units', () => {
  for (const seed of [1, 2, 3]) {
    it(`let a Jordan network run through the actions of each plan, seed ${seed}`, async () => {
      const model = await trained(seed);
      for (const [plan, expected] of Object.entries(actions)) {
        assert.equal(actionsFor(model, plan), expected, plan);
        assert.equal(
          actionsFor(model, plan, () => 'A'),
          expected,
          'it reads its own outputs, not the tokens',
        );
      }
    });
  }

  for (const cell of cellNames.filter(name => name !== 'feedForward')) {
    it(`as input of ${cell}: gradients agree with central differences`, () => {
      for (const B of [1, 2]) {
        const kernels = referenceKernels();
        const shape = shapeOf({ cell, bits: 3, plan: true });
        const { model, window } = randomCheckNetwork(kernels, shape, { T: 6, B, seed: 5 });
        const embedding = model.stack.embedding?.value;
        assert.ok(embedding);
        kernels.arena.values(embedding).fill(0, 6); // only the first two symbols are plans
        const { name, error } = worstOf(checkGradients(kernels, model, window));
        assert.ok(error < TOLERANCE, `${name}: relative error ${error}`);
      }
    });
  }

  it('need bits, and no window of tokens', () => {
    assert.throws(() => configure({ 'model.input': 'plan' }), /the tokens that have bits/);
    assert.throws(
      () => configure({ ...settings, 'model.cell': 'feedForward' }),
      /reads a window of tokens, not a plan/,
    );
  });
});
