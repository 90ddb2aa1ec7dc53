import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomCheckNetwork } from '../../src/engine/check/checkNetwork';
import { checkGradients, TOLERANCE } from '../../src/engine/check/gradientCheck';
import { Vocabulary } from '../../src/engine/data/vocabulary';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { lesioned } from '../../src/engine/model/lesion';
import { chooseLesion } from '../../src/engine/model/lesionChoice';
import { lesionModel } from '../../src/engine/model/lesionModel';
import { openModelFile } from '../../src/engine/model/modelFile';
import { RecurrentModel } from '../../src/engine/model/recurrentModel';
import { removeConnections } from '../../src/engine/nn/lesionedParts';
import { type NetworkWeights, unfold } from '../../src/engine/nn/network';
import { parametersOf } from '../../src/engine/nn/stackParameters';
import { optimizers } from '../../src/engine/optim';
import { resumeSession } from '../../src/engine/train/resumeSession';
import { startSession } from '../../src/engine/train/startSession';
import type { LesionBase } from '../../src/protocol/lesion';
import { place, randomIds, randomModel, randomStreams } from './contract/networks';
import { anyShape, cellNames, shapeOf } from './contract/shapes';
import { finished, repeatable, SETTINGS, start, TEXT, testServices } from './support/sessions';

const kernels = referenceKernels();
const { arena } = kernels;
const none = { units: [], connections: [] };
const BASE: LesionBase = { name: 'a run', iteration: 7, sha256: 'a'.repeat(64) };

const allUnits = ({ shape }: NetworkWeights) =>
  Array.from({ length: shape.layers }, (_, layer) => ({
    layer,
    units: Array.from({ length: shape.hidden }, (_, unit) => unit),
  }));
const vocabularyOf = (V: number) =>
  new Vocabulary(
    Array.from({ length: V }, (_, i) => `s${i}`),
    false,
  );
const scores = (network: NetworkWeights) =>
  new RecurrentModel(kernels, network, vocabularyOf(network.shape.vocabulary));
const valuesOf = ({ parameters }: NetworkWeights, name: string) => {
  const found = parameters.find(each => each.name === name);
  assert.ok(found);
  return arena.values(found.value);
};

describe('a lesion', () => {
  it('without parts leaves every score as it is, bit for bit', () => {
    fc.assert(
      fc.property(anyShape, shape => {
        const network = randomModel(kernels, shape, 3);
        const ids = randomIds(20, shape.vocabulary, 5);
        const intact = scores(network);
        const after = scores(lesioned(arena, network, none));
        assert.deepEqual(
          after.score(after.start(), ids).logProbs,
          intact.score(intact.start(), ids).logProbs,
        );
      }),
      { numRuns: 20 },
    );
  });

  for (const cell of cellNames)
    it(`of every unit leaves the model of the output's biases alone: ${cell}`, () => {
      const network = randomModel(kernels, shapeOf({ cell, layers: 2 }), 4);
      const silent = scores(lesioned(arena, network, { ...none, units: allUnits(network) }));
      const by = [...valuesOf(network, 'by')];
      const Z = Math.log(by.reduce((sum, b) => sum + Math.exp(b), 0));
      const ids = randomIds(8, network.shape.vocabulary, 6);
      const { logProbs } = silent.score(silent.start(), ids);
      for (let i = 1; i < ids.length; i++)
        assert.ok(Math.abs(logProbs[i] - (by[ids[i]] - Z)) < 1e-12, `${logProbs[i]}`);
      const [h] = silent.inspector({}).read(ids[0]);
      assert.deepEqual([...h], new Array(network.shape.hidden).fill(0));
    });

  it('of a unit equals a network whose weights from this unit are 0', () => {
    const shape = shapeOf({ cell: 'lstm', layers: 2 });
    const ids = randomIds(30, shape.vocabulary, 2);
    const byHand = randomModel(kernels, shape, 8);
    for (const name of ['Whh', 'Wxh_l1']) valuesOf(byHand, name).fill(0, 2 * 4 * 4, 3 * 4 * 4); // row 2 of [4, 16]
    const lesion = { ...none, units: [{ layer: 0, units: [2] }] };
    const silenced = scores(lesioned(arena, randomModel(kernels, shape, 8), lesion));
    const expected = scores(byHand);
    assert.deepEqual(
      silenced.score(silenced.start(), ids).logProbs,
      expected.score(expected.start(), ids).logProbs,
    );
  });

  for (const cell of cellNames)
    it(`has gradients that equal central differences, and none for removed connections: ${cell}`, () => {
      const shape = shapeOf({ cell, layers: 2 });
      const { model: intact } = randomCheckNetwork(kernels, shape, { T: 1, B: 1, seed: 11 });
      const matrix = parametersOf(intact.stack).find(({ role }) => role === 'input')?.name ?? '';
      const lesion = {
        units: [
          { layer: 0, units: [1] },
          { layer: 1, units: [0, 3] },
        ],
        connections: [{ matrix, entries: [0, 5] }],
      };
      const network = lesioned(arena, intact, lesion);
      const window = unfold(kernels, network, { T: 4, B: 2 });
      place(kernels, window, randomStreams(2, 6, shape.vocabulary, 12), 0);
      // A removed connection stays 0, so the differences must not change it either.
      const forward = () => {
        removeConnections(arena, network.parameters, lesion, 'value');
        window.forward();
      };
      const held = { forward, loss: () => window.loss(), backward: () => window.backward() };
      for (const { name, row, column, error } of checkGradients(kernels, network, held))
        assert.ok(error < TOLERANCE, `${name}[${row}, ${column}]: ${error}`);
    });
});

describe('the choice of a lesion', () => {
  const network = randomModel(kernels, shapeOf({ hidden: 10, layers: 2 }), 1);

  it('silences a seeded random share: the same for one seed, and more with a larger share', () => {
    const share = fc.double({ min: 0.05, max: 1, noNaN: true });
    const listed = (unitShare: number, seed: number) =>
      chooseLesion(network, { unitShare, seed }).units.flatMap(({ layer, units }) =>
        units.map(u => 10 * layer + u),
      );
    fc.assert(
      fc.property(share, share, fc.nat(1000), (a, b, seed) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map(each => listed(each, seed));
        assert.deepEqual(less, listed(Math.min(a, b), seed));
        assert.equal(less.length, Math.round(20 * Math.min(a, b)));
        assert.ok(less.every(unit => more.includes(unit)));
      }),
    );
  });

  it('refuses what the network lacks', () => {
    const refused = (choice: Parameters<typeof chooseLesion>[1], message: RegExp) =>
      assert.throws(() => chooseLesion(network, choice), message);
    refused({}, /empty/);
    refused({ units: [{ layer: 2, units: [0] }] }, /no layer h_l2.*h_l0 to h_l1/);
    refused({ units: [{ layer: 1, units: [10] }] }, /h_l1 has no unit 10.*0 to 9/);
    refused({ connectionShares: [{ matrix: 'Wzz', share: 0.5 }] }, /no matrix "Wzz".*Whh/);
    refused({ connections: [{ matrix: 'Whh', entries: [100] }] }, /Whh has no entry in row 10, column 0/);
  });
});

/** Makes a lesioned model from a finished run. */
async function lesionedRun() {
  const { services, id } = await finished();
  const open = openModelFile(referenceKernels(), (await services.store.checkpoints.newest(id)).bytes);
  const choice = { unitShare: 0.25, connectionShares: [{ matrix: 'Whh', share: 0.3 }], seed: 2 };
  return { ...lesionModel(open, choice, BASE), services, open };
}

async function recovery(origin: Uint8Array, settings = {}) {
  const services = testServices();
  const text = { name: 'a.txt', uri: 'file:///a.txt', bytes: Buffer.from(TEXT) };
  const session = await startSession(services.ports, {
    name: 'r',
    text,
    settings: { ...SETTINGS, ...settings },
    origin,
  });
  return { services, session };
}

describe('recovery from a lesion', () => {
  it('starts with the weights of the lesioned model and keeps its lesion, with every optimizer', async () => {
    const { bytes, lesion } = await lesionedRun();
    for (const optimizer of Object.keys(optimizers)) {
      const { services, session } = await recovery(bytes, {
        'training.optimizer': optimizer,
        'training.l2': 0.01,
      });
      const first = openModelFile(referenceKernels(), session.weights());
      assert.deepEqual(first.network.lesion, lesion);
      assert.deepEqual(session.record.lesion, { units: 3, connections: 43, base: BASE });
      session.proceed(40);
      await services.reached('paused');
      const { network, kernels: own } = openModelFile(referenceKernels(), session.weights());
      const Whh = network.parameters.find(({ name }) => name === 'Whh');
      assert.ok(Whh);
      const [entries] = lesion.connections.map(each => each.entries);
      const now = own.arena.values(Whh.value);
      assert.ok(
        now.every((value, i) => (value === 0) === entries.includes(i)),
        optimizer,
      );
      assert.deepEqual(network.lesion, lesion);
    }
  });

  it('resumes bit for bit', async () => {
    const { bytes } = await lesionedRun();
    const whole = await recovery(bytes);
    whole.session.proceed();
    await whole.services.reached('done');
    const { services, session } = await recovery(bytes);
    session.proceed(33);
    await services.reached('paused');
    await session.close();
    const resumed = await resumeSession(services.ports, session.record.id);
    assert.deepEqual(resumed.record.lesion, whole.session.record.lesion);
    resumed.proceed();
    await services.reached('done');
    assert.deepEqual(resumed.weights(), whole.session.weights());
    const rows = async (each: typeof services) =>
      repeatable((await each.store.history(session.record.id)).metrics);
    assert.deepEqual(await rows(services), await rows(whole.services));
  });

  it('refuses a text with other symbols', async () => {
    const { bytes } = await lesionedRun();
    const services = testServices();
    const text = { name: 'b.txt', uri: 'file:///b.txt', bytes: Buffer.from(`${TEXT}!`) };
    await assert.rejects(
      startSession(services.ports, { name: 'r', text, settings: SETTINGS, origin: bytes }),
      /other symbols/,
    );
  });

  it('does not change the model that it started from', async () => {
    const { bytes, open } = await lesionedRun();
    const intact = await start(testServices().ports);
    assert.equal(openModelFile(referenceKernels(), intact.weights()).network.lesion, undefined);
    assert.equal(open.network.lesion, undefined);
    const stored = openModelFile(referenceKernels(), bytes);
    assert.equal(stored.network.lesion?.base?.name, BASE.name);
  });
});
