import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { characters } from '../../src/engine/data/characters';
import { readCorpus } from '../../src/engine/data/corpus';
import { type CellName, cells } from '../../src/engine/nn/cells';
import { Trainer } from '../../src/engine/train/trainer';
import { loadKernels } from '../../src/workers/ports';
import { physicalCores, threadsFor } from '../../src/workers/threadCount';
import { configuration } from '../engine/support/network';

const text = { name: 'text', bytes: readFileSync('test/fixtures/text/tinyshakespeare-20000.txt') };

/**
 * Returns the loss and all weights after a few updates of a network. The network is so large that threads
 * share its operations. A network with a reservoir has one layer, because scaling the layer to its spectral
 * radius takes longer than the updates.
 */
async function trained(cell: CellName, threads: number) {
  const kernels = await loadKernels('media', 'auto', threads, './dist/worker.js');
  const settings = {
    'model.cell': cell,
    'model.hidden': 203,
    'model.layers': cells[cell].learned ? 2 : 1,
    'model.heads': 7,
    'model.initialiser': 'xavier',
    'model.dropout': 0.2,
    'training.batch': 17,
    'training.optimizer': 'adam',
    'training.learningRate': 0.001,
  };
  const trainer = new Trainer(kernels, readCorpus(text, characters, 1), configuration(settings));
  let loss = 0;
  for (let step = 0; step < 3; step++) ({ loss } = trainer.step(false));
  return { loss, weights: trainer.model.parameters.map(({ value }) => kernels.arena.values(value).slice()) };
}

describe('a run on several threads', () => {
  for (const cell of Object.keys(cells) as CellName[]) {
    it(`computes the bits of one thread: ${cell}`, async () => {
      const alone = await trained(cell, 1);
      assert.ok(Number.isFinite(alone.loss));
      for (const threads of [2, 3]) assert.deepEqual(await trained(cell, threads), alone);
    });
  }

  it('uses all cores, but no more threads than streams', () => {
    assert.equal(threadsFor(0, 1, 0, 8), 1);
    assert.equal(threadsFor(8, 3, 0, 4), 3);
    assert.equal(threadsFor(0, 256, 0, 8), 8);
    assert.equal(threadsFor(0, 256, 0, 1), 1);
  });

  it('shares the cores with other trainings, unless the number of threads is set', () => {
    assert.equal(threadsFor(0, 256, 1, 8), 4);
    assert.equal(threadsFor(0, 256, 9, 8), 1);
    assert.equal(threadsFor(6, 256, 9, 8), 6);
  });

  it('uses no more threads than cores', () => {
    assert.ok(physicalCores() >= 1 && physicalCores() <= availableParallelism());
  });
});
