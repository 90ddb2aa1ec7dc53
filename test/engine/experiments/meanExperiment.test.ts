import assert from 'node:assert/strict';
import { experimentText } from '../../../src/common/experimentText';
import { readExperiment } from '../../../src/engine/experiments/experimentFile';
import { meanExperiment } from '../../../src/engine/experiments/meanExperiment';

const source = `{
  "version": 1, "name": "sizes", "text": ["a.txt", "b.txt"], // two texts
  "settings": { "training.maxIterations": 8000, "validation.interval": 500, "model.layers": 2 },
  "vary": {
    "model.activation": ["tanh", "relu"], "model.hidden": [20, 50, 100],
    "training.learningRate": [0.001, 0.1], "model.dropout": [0, 0.5]
  },
  "seeds": [1, 7], "design": { "random": 3, "halving": 2, "folds": 3 }
}`;
const member = (activation: string, hidden: number, rate: number, dropout: number) => ({
  ...{ 'model.activation': activation, 'model.hidden': hidden, 'training.learningRate': rate },
  ...{ 'model.dropout': dropout, 'training.seed': 7 },
});

describe('the mean of conditions of an experiment', () => {
  it('is the geometric mean of sizes and rates, and the majority of choices', () => {
    const members = [
      member('relu', 20, 0.001, 0),
      member('tanh', 50, 0.1, 0.5),
      member('tanh', 100, 0.1, 0.5),
    ];
    const { file, means } = meanExperiment(source, members);
    const experiment = readExperiment(experimentText(file, ['A comment.']));
    assert.deepEqual(experiment.settings, {
      ...{ 'training.maxIterations': 8000, 'validation.interval': 500, 'model.layers': 2 },
      ...{ 'model.activation': 'tanh', 'model.hidden': 46, 'training.learningRate': 0.02154 },
      'model.dropout': 0.5,
    });
    assert.deepEqual(experiment.vary, {});
    assert.deepEqual(means['model.hidden'], { values: [20, 50, 100], mean: 46 });
  });

  it('has the value of the better condition if two choices are equally frequent', () => {
    const { means } = meanExperiment(source, [member('relu', 50, 0.1, 0), member('tanh', 50, 0.1, 0.5)]);
    assert.equal(means['model.activation'].mean, 'relu');
    assert.equal(means['model.dropout'].mean, 0);
    assert.equal(means['model.hidden'].mean, 50);
  });

  it('keeps the texts, seeds and folds, but draws and halves nothing', () => {
    const { file } = meanExperiment(source, [member('relu', 50, 0.1, 0)]);
    const { texts, seeds, design } = readExperiment(JSON.stringify(file));
    assert.deepEqual(
      [texts.map(({ name }) => name), seeds],
      [
        ['a.txt', 'b.txt'],
        [1, 7],
      ],
    );
    assert.deepEqual(design, { kind: 'grid', folds: 3 });
  });
});
