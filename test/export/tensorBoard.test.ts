import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { integer } from '../../src/export/protobuf';
import { crc32c } from '../../src/export/tensorBoard/crc32c';
import { eventFile, eventFileName } from '../../src/export/tensorBoard/eventFile';
import { networks } from '../webview/preview/run';
import { bitwiseCrc, readEvents } from './support/readEvents';
import { exported } from './support/runs';

describe('an event file for TensorBoard', () => {
  it('begins with the required bytes', () => {
    // The record begins with the length of its data, 24 bytes, and the checksum of this length. The data
    // begin with a double in field 1.
    const head = Buffer.from(eventFile(exported(1))).subarray(0, 13);
    assert.equal(head.toString('hex'), '1800000000000000a37f4b2209');
  });

  it('has the checksums of RFC 3720 (B.4) and of polynomial division', () => {
    assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa);
    assert.equal(crc32c(new Uint8Array(32).fill(255)), 0x62a8ab43);
    assert.equal(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e);
    const same = fc.property(fc.uint8Array(), bytes => BigInt(crc32c(bytes)) === bitwiseCrc(bytes));
    fc.assert(same);
  });

  it('contains every metric, sample and setting for an independent reader', () => {
    const run = exported(3, { iteration: 9000, elapsed: 1100 }, networks.gru);
    const { columns, values } = run.history.metrics;
    const [first, settings, ...events] = readEvents(eventFile(run));
    assert.equal(first.version, 'brain.Event:2');
    assert.equal(first.time, Date.parse(run.record.createdAt) / 1000);
    assert.match(settings.texts.settings, /^\| training\.learningRate \| 0\.1 \|$/m);
    const rows = values.length / columns.length;
    for (const [row, { step, time, scalars }] of events.slice(0, rows).entries()) {
      const measured = columns.map((name, i) => [name, values[row * columns.length + i]] as const);
      const isLoss = (name: string) => /^(loss|smoothLoss|validation.*)$/.test(name);
      const expected = measured
        .flatMap(([name, value]) =>
          isLoss(name)
            ? [[name, value] as const, [`${name}PerToken`, value / 25] as const]
            : [[name, value] as const],
        )
        .filter(([name, value]) => name !== 'iteration' && !Number.isNaN(value));
      assert.deepEqual(
        scalars,
        Object.fromEntries(expected.map(([name, value]) => [name.replace('.', '/'), Math.fround(value)])),
      );
      assert.deepEqual([step, time], [measured[0][1], first.time + measured[7][1] / 1000]);
    }
    const samples = events.slice(rows).map(({ step, texts }) => [step, texts.sample.replace(/^ {4}/gm, '')]);
    assert.deepEqual(
      samples,
      run.history.samples.map(({ iteration, text }) => [iteration, text]),
    );
    assert.ok(events.slice(rows).every((event, i, all) => i === 0 || event.time >= all[i - 1].time));
  });

  it('contains steps beyond 32 bits, and gives a validation at the end the time of the row before', () => {
    const run = exported(1);
    const metrics = {
      columns: ['iteration', 'tokens', 'elapsed'],
      values: Float64Array.of(5, 5e9, 2000, 2 ** 40, 1, Number.NaN),
    };
    const events = readEvents(eventFile({ ...run, history: { metrics, samples: [], changes: [] } }));
    assert.deepEqual(
      events.slice(2).map(({ step, time }) => [step, time - events[0].time]),
      [
        [5, 2],
        [2 ** 40, 2],
      ],
    );
  });

  it('refuses steps that are not whole numbers', () => {
    for (const value of [Number.POSITIVE_INFINITY, Number.NaN, -1, 0.5, 2 ** 53])
      assert.throws(() => integer(2, value), RangeError);
  });

  it('has a name that TensorBoard finds, the same every time', () => {
    assert.match(eventFileName(exported(1).record), /^events\.out\.tfevents\.1767323045\.20260102T030405-1$/);
  });
});
