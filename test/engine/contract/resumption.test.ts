import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokenizers } from '../../../src/engine/data/tokenizers';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { initialisers } from '../../../src/engine/nn/initialisers';
import { outputs } from '../../../src/engine/nn/outputs';
import { optimizers } from '../../../src/engine/optim';
import { clippings } from '../../../src/engine/optim/clipping';
import { normalisations } from '../../../src/engine/optim/normalisation';
import { schedules } from '../../../src/engine/optim/schedules';
import type { RunSettings } from '../../../src/protocol/run';
import { everyKernels } from '../support/kernels';
import { cellNames, everyNetwork, FEW_WEIGHTS } from './shapes';
import { TINY, Training } from './trainings';

/** Number of iterations, more than the 11 of a pass over the text. */
const END = 18;

/**
 * Trains and saves after each of the iterations `stops`, and resumes with new kernels each time. Returns the
 * last training, with all measurements.
 */
function resumed(fresh: readonly Kernels[], settings: RunSettings, stops: readonly number[]): Training {
  let training = new Training(fresh[0], settings);
  for (const [i, stop] of stops.entries()) {
    training.until(stop);
    const next = new Training(fresh[i + 1], settings);
    next.restore(training.save());
    next.losses.push(...training.losses);
    next.samples.push(...training.samples);
    training = next;
  }
  training.until(END);
  return training;
}

function assertSame(found: Training, expected: Training): void {
  assert.deepEqual(found.losses, expected.losses);
  assert.deepEqual(found.samples, expected.samples);
  assert.ok(Buffer.from(found.save()).equals(expected.save()), 'the checkpoints differ');
}

/**
 * Asserts that an interrupted training equals an uninterrupted one. With `mayExplode`, skips a training whose
 * loss becomes infinite.
 */
async function assertResumes(
  settings: RunSettings,
  stops: readonly number[],
  mayExplode = false,
): Promise<void> {
  const [wholes, ...fresh] = await Promise.all([0, ...stops, END].map(everyKernels));
  for (const [build, kernels] of wholes.entries()) {
    const whole = new Training(kernels, settings);
    const finished = whole.until(END);
    assert.ok(finished || mayExplode, 'the loss explodes');
    if (!finished) continue;
    assertSame(
      resumed(
        fresh.map(each => each[build]),
        settings,
        stops,
      ),
      whole,
    );
  }
}

const nameIn = (table: Readonly<Record<string, unknown>>) => fc.constantFrom(...Object.keys(table));

/** Generates random settings of all kinds. */
const anySettings: fc.Arbitrary<RunSettings> = fc
  .record({
    network: fc.constantFrom(...everyNetwork()),
    'model.hidden': fc.integer({ min: 1, max: 7 }),
    'model.layers': fc.integer({ min: 1, max: 3 }),
    'model.embedding': fc.integer({ min: 0, max: 5 }),
    'model.context': fc.integer({ min: 1, max: 4 }),
    'model.dropout': fc.constantFrom(0, 0.3),
    'model.stateDecay': fc.constantFrom(0, 0.5),
    'model.compression': fc.constantFrom(0, 0, 4),
    'model.direct': fc.constantFrom(0, 0, FEW_WEIGHTS),
    'training.bptt': fc.constantFrom(0, 3),
    'training.windows': fc.constantFrom('consecutive', 'random'),
    'model.initialiser': nameIn(initialisers),
    'training.optimizer': nameIn(optimizers),
    'training.schedule': nameIn(schedules),
    'training.scheduleInterval': fc.integer({ min: 1, max: 9 }),
    'training.minimumLearningRate': fc.constantFrom(0, 0.001),
    'training.warmup': fc.constantFrom(0, 5, 30),
    'training.beta2': fc.constantFrom(0.9, 0.999),
    'training.weightDecay': fc.constantFrom(0, 0.1),
    'training.weightDecayOf': fc.constantFrom('all', 'matrices'),
    'training.gradientClipBy': nameIn(clippings),
    'training.gradientClip': fc.constantFrom(0, 1),
    'training.gradientNormalisation': nameIn(normalisations),
    'training.l2': fc.constantFrom(0, 0.01),
    'training.sequenceLength': fc.integer({ min: 1, max: 6 }),
    'training.batch': fc.integer({ min: 1, max: 3 }),
    'training.seed': fc.nat(1e6),
    'text.unit': nameIn(tokenizers),
  })
  .map(({ network: { cell, output, activation, normalisation, positionEncoding }, ...rest }) => ({
    ...TINY,
    ...rest,
    ...(outputs[output].tied && {
      'model.embedding': (cell !== 'jordan' && rest['model.compression']) || rest['model.hidden'],
    }),
    ...(cell === 'jordan' && { 'model.compression': 0, 'model.direct': 0 }),
    ...(rest['training.windows'] === 'random' && { 'model.positions': rest['training.sequenceLength'] }),
    'model.cell': cell,
    'model.heads': rest['model.hidden'] % 2 === 0 ? 2 : 1,
    'model.output': output,
    'model.activation': activation,
    'model.normalisation': normalisation,
    'model.positionEncoding': positionEncoding,
    'training.learningRate': 0.01,
  }));

describe('a training that is saved and resumed gives the same bits as one that never stopped', () => {
  for (const [c, cell] of cellNames.entries()) {
    it(`of ${cell}, with every optimizer, on every build`, async () => {
      for (const [o, optimizer] of Object.keys(optimizers).entries()) {
        const network = {
          'model.cell': cell,
          'model.layers': 2,
          'model.dropout': 0.3,
          'model.stateDecay': 0.4,
        };
        const training = { 'training.optimizer': optimizer, 'training.schedule': 'step' };
        const stop = 1 + ((7 * c + 5 * o) % (END - 1));
        await assertResumes({ ...TINY, ...network, ...training, 'training.scheduleInterval': 5 }, [stop]);
      }
    });
  }

  it('with every schedule, and several stops', async () => {
    for (const schedule of Object.keys(schedules)) {
      await assertResumes({ ...TINY, 'training.schedule': schedule }, [1, 2, 9, 10, 17]);
    }
  });

  it('with every cell in random windows', async () => {
    for (const cell of cellNames) {
      const network = { 'model.cell': cell, 'model.positions': 4 };
      await assertResumes({ ...TINY, ...network, 'training.windows': 'random' }, [1, 12]);
    }
  });

  it('with random settings', async () => {
    const stop = fc.integer({ min: 0, max: END });
    await fc.assert(
      fc.asyncProperty(anySettings, stop, (settings, at) => assertResumes(settings, [at], true)),
      { numRuns: 40 },
    );
  });

  it('with or without sampling during training', () => {
    for (const cell of cellNames) {
      const settings = { ...TINY, 'model.cell': cell, 'model.layers': 2, 'model.dropout': 0.3 };
      const [watched, alone] = [true, false].map(look => new Training(referenceKernels(), settings, look));
      for (const training of [watched, alone]) training.until(END);
      assert.ok(watched.samples.length > 0 && alone.samples.length === 0);
      assert.ok(Buffer.from(watched.save()).equals(alone.save()), cell);
    }
  });
});
