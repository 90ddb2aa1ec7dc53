import assert from 'node:assert/strict';
import { fields } from '../../src/engine/configuration/fields';
import { readExperiment } from '../../src/engine/experiments/experimentFile';
import { plannedRuns } from '../../src/engine/experiments/plannedRuns';
import { draftForRuns, draftForText, fileOf } from '../../src/extension/experiments/draftExperiment';
import type { RunRecord, RunSettings } from '../../src/protocol/run';

const defaults: RunSettings = Object.fromEntries(
  Object.entries(fields).map(([name, field]) => [name, field.default]),
);
const runWith = (settings: RunSettings, iteration = 500) =>
  ({ settings: { ...defaults, ...settings }, iteration }) as unknown as RunRecord;
const paths = { texts: ['english.txt'] };

describe('a new experiment', () => {
  it('on a text compares two activations with five seeds, with the settings of the user', () => {
    const own = { ...defaults, 'model.hidden': 32, 'training.seed': 7, 'kernels.threads': 2 };
    const file = fileOf(draftForText('english', '../english.txt', own, defaults), ['a hint']);
    assert.match(file, /^\/\/ a hint\n\{/);
    const experiment = readExperiment(file);
    assert.deepEqual(experiment.texts, [{ name: '../english.txt', path: '../english.txt' }]);
    assert.deepEqual(experiment.settings, {
      ...{ 'model.hidden': 32, 'training.maxIterations': 20_000, 'validation.fraction': 0.1 },
    });
    assert.deepEqual(experiment.vary, { 'model.activation': ['tanh', 'logistic'] });
    assert.equal(plannedRuns(experiment).length, 10);
  });

  it('also compares the activation that the user has set', () => {
    const own = { ...defaults, 'model.activation': 'elu' };
    const { vary, settings } = readExperiment(fileOf(draftForText('t', 't.txt', own, defaults), []));
    assert.deepEqual(vary['model.activation'], ['tanh', 'logistic', 'elu']);
    assert.ok(!('model.activation' in settings));
  });

  it('from runs varies what differs between them, and shares the rest', () => {
    const shared = { 'model.hidden': 12, 'training.maxIterations': 300 };
    const runs = ['tanh', 'relu'].flatMap(activation =>
      [1, 2].map(seed => runWith({ ...shared, 'model.activation': activation, 'training.seed': seed })),
    );
    const experiment = readExperiment(fileOf(draftForRuns('n', runs, paths, defaults), []));
    assert.deepEqual(experiment.settings, shared);
    assert.deepEqual(experiment.vary, { 'model.activation': ['tanh', 'relu'] });
    assert.deepEqual(experiment.seeds, [1, 2, 3, 4, 5]);
  });

  it('from runs keeps unusual seeds, so that these runs are not trained again', () => {
    const runs = [9, 40].map(seed => runWith({ 'training.seed': seed, 'training.maxIterations': 10 }));
    const { seeds, vary } = readExperiment(fileOf(draftForRuns('n', runs, paths, defaults), []));
    assert.deepEqual([seeds, vary], [[9, 40], {}]);
  });

  it('from runs without an end has one', () => {
    const runs = [runWith({ 'training.maxIterations': 0 }, 50_000)];
    const { settings } = readExperiment(fileOf(draftForRuns('n', runs, paths, defaults), []));
    assert.equal(settings['training.maxIterations'], 50_000);
  });
});
