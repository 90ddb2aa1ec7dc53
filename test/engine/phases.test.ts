import assert from 'node:assert/strict';
import { configure } from '../../src/engine/configuration/configure';
import { StateResets } from '../../src/engine/data/stateResets';
import { Vocabulary } from '../../src/engine/data/vocabulary';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { resumeSession } from '../../src/engine/train/resumeSession';
import { startSession } from '../../src/engine/train/startSession';
import { Trainer } from '../../src/engine/train/trainer';
import type { RunSettings } from '../../src/protocol/run';
import type { PhasePlan } from '../../src/protocol/sourceText';
import { repeatable, SETTINGS, testServices } from './support/sessions';

describe('random intervals between resets', () => {
  const due = (resets: StateResets, pass: number, windows: number) =>
    Array.from({ length: windows }, (_, window) => window).filter(window => resets.isDue(pass, window));

  it('have every length of the range, and no other', () => {
    const places = due(new StateResets(1, 3, 5), 0, 2000);
    const intervals = places.slice(1).map((place, i) => place - places[i]);
    assert.equal(places[0], 0);
    assert.deepEqual([...new Set(intervals)].sort(), [3, 4, 5]);
    const fours = intervals.filter(each => each === 4).length;
    assert.ok(Math.abs(fours / intervals.length - 1 / 3) < 0.1);
  });

  it('depend on seed, pass and place only', () => {
    const [one, other] = [new StateResets(1, 3, 5), new StateResets(1, 3, 5)];
    const places = due(one, 7, 200);
    const backwards = Array.from({ length: 200 }, (_, i) => 199 - i).filter(window => other.isDue(7, window));
    assert.deepEqual(backwards.reverse(), places);
    assert.notDeepEqual(due(one, 8, 200), places);
    assert.notDeepEqual(due(new StateResets(2, 3, 5), 7, 200), places);
  });
});

describe('the setting training.resetEvery', () => {
  const trainer = (settings: RunSettings) => {
    const ids = Uint8Array.from({ length: 50 }, (_, i) => i % 3);
    const vocabulary = new Vocabulary(['a', 'b', 'c'], false);
    return new Trainer(
      referenceKernels(),
      { vocabulary, ids },
      configure({ 'model.hidden': 4, ...settings }),
    );
  };

  it('clears the state between windows', () => {
    const found = trainer({ 'training.sequenceLength': 2, 'training.resetEvery': '6' });
    const isClear = Array.from({ length: 7 }, () => {
      const clear = found.carried.every(value => value === 0);
      found.step(false);
      return clear;
    });
    assert.deepEqual(isClear, [true, false, false, true, false, false, true]);
  });

  it('is refused if it is not a range, or does not fit the windows', () => {
    const refused = (settings: RunSettings, reason: RegExp) =>
      assert.throws(() => configure(settings), reason);
    for (const value of ['x', '4-3', '0', '3-', '1e3'])
      refused({ 'training.resetEvery': value, 'training.sequenceLength': 1 }, /two numbers of tokens/);
    refused({ 'training.resetEvery': '3-4', 'training.sequenceLength': 5 }, /no multiple of 5 is in 3-4/);
    refused(
      { 'training.resetEvery': '3-4', 'training.sequenceLength': 1, 'training.bptt': 3 },
      /sent back across windows/,
    );
  });
});

describe('a training in phases', () => {
  const [first, second] = ['abcabd'.repeat(20), 'dacbda'.repeat(30)].map(text => Buffer.from(`${text}\n`));
  const text = { name: 'two', uri: '', bytes: Buffer.concat([first, second]) };
  const phases: readonly PhasePlan[] = [
    { start: 0, end: first.length, epochs: 2, resetEvery: '3-4' },
    { start: first.length, end: text.bytes.length, epochs: 3 },
    { start: 0, end: first.length, epochs: 1 },
  ];
  const settings = { ...SETTINGS, 'training.batch': 1, 'training.sequenceLength': 1 };
  const begin = (services: ReturnType<typeof testServices>, plans = phases) =>
    startSession(services.ports, { name: 'phases', text, settings, phases: plans });

  it('reads each part as often as its phase says, and ends after the last', async () => {
    const services = testServices();
    const { id } = (await begin(services)).proceed();
    const { iteration, phases: found = [] } = await services.reached('done');
    assert.deepEqual(
      found.map(({ from, to, epochs }) => [from, to, epochs]),
      [
        [0, 121, 2],
        [121, 302, 3],
        [0, 121, 1],
      ],
    );
    const windows = [119, 179, 119];
    assert.equal(iteration, 2 * windows[0] + 3 * windows[1] + windows[2]);
    const { columns, values } = (await services.store.history(id)).metrics;
    const epochs = values.filter((_, i) => i % columns.length === columns.indexOf('epoch'));
    assert.ok(epochs[epochs.length - 1] < 6 && epochs[epochs.length - 1] > 5.9);
    assert.ok(epochs.every((epoch, i) => i === 0 || epoch > epochs[i - 1]));
  });

  it('resumes in any phase, bit for bit', async () => {
    const whole = testServices();
    const { id } = (await begin(whole)).proceed();
    await whole.reached('done');
    const parts = testServices();
    let session = await begin(parts);
    for (const until of [50, 239, 400, 800]) {
      session.proceed(until);
      await parts.reached('paused');
      assert.equal(session.record.iteration, until);
      await session.close();
      parts.records.length = 0;
      session = await resumeSession(parts.ports, id);
    }
    session.proceed();
    await parts.reached('done');
    const [expected, found] = await Promise.all(
      [whole, parts].map(async ({ store }) => ({
        metrics: repeatable((await store.history(id)).metrics),
        tensors: (await store.checkpoints.newest(id)).tensors,
      })),
    );
    assert.deepEqual(found, expected);
  });

  it('is refused if a part is shorter than a window', async () => {
    const short = [
      { ...phases[0], end: 1 },
      { ...phases[1], start: 1 },
    ];
    await assert.rejects(begin(testServices(), short), /is too short: .*, and it has 1\./);
  });
});
