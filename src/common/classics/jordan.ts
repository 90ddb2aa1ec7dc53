import type { Classic } from './classic';

/** The network of Jordan (1986) with plan units: one plan vector starts one sequence of actions. */
export const jordan: Classic = {
  name: 'plans',
  title: 'Plans and their actions',
  source: 'Jordan 1986',
  reported:
    'Two plans, each followed by its actions: 1AAAB and 2ABAB. Jordan reports that one plan vector is enough for a network that reads its own outputs to produce the whole sequence of actions.',
  measured:
    'Measured with these settings and three seeds: after a cleared state, the most probable actions are those of the plan, whatever tokens the network reads. The state must be cleared before each plan, in training and in reading. In one long text, where nothing clears it, the predictions are wrong.',
  file: {
    text: { generator: 'plans', number: 1000 },
    settings: {
      ...{ 'model.cell': 'jordan', 'model.input': 'plan', 'model.bits': '1=10 2=01' },
      ...{ 'model.activation': 'logistic', 'model.stateDecay': 0.5, 'model.hidden': 10 },
      ...{ 'model.initialiser': 'xavier', 'training.optimizer': 'adam', 'training.learningRate': 0.01 },
      ...{ 'training.sequenceLength': 5, 'training.resetEvery': '5', 'training.maxIterations': 6000 },
    },
    seeds: 3,
  },
};
