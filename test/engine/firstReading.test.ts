import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { piecesOf } from '../../src/engine/data/decode';
import { FirstReading } from '../../src/engine/train/firstReading';
import { testServices } from './support/sessions';

const MEGABYTE = 1 << 20;

/**
 * Reads a text that consists of `count` byte arrays, each with `length` letters "a", in the way a run reads
 * it. Returns the fractions from 0 to 1 that were reported as progress. `size` is the announced size of the
 * text in bytes.
 */
function read({ count, length, size = count * length }: { count: number; length: number; size?: number }) {
  const { ports, readings } = testServices();
  const piece = new Uint8Array(length).fill(97);
  const bytes = () => Array.from({ length: count }, () => piece);
  const reading = new FirstReading({ name: 'a.txt', uri: 'file:///a.txt', bytes, size }, ports);
  const pass = () => [...piecesOf(reading.text.bytes)].reduce((sum, { length: read }) => sum + read, 0);
  assert.equal(pass(), count * length);
  return { reading, pass, shares: readings.map(({ share }) => share), readings };
}

describe('the first reading of a text', () => {
  it('counts and digests each byte once, although the text was read twice', () => {
    const { reading, pass } = read({ count: 3, length: 5 });
    pass();
    const { fingerprint, ...text } = reading.describe(15);
    assert.deepEqual(text, { name: 'a.txt', uri: 'file:///a.txt', bytes: 15, tokens: 15 });
    assert.equal(fingerprint, createHash('sha256').update('a'.repeat(15)).digest('hex'));
  });

  it('announces each percent of a text of 4 MiB or more, in the first pass only', () => {
    const { pass, shares, readings } = read({ count: 400, length: 10_490 });
    assert.ok(shares.length >= 80 && shares.length <= 100, String(shares.length));
    for (const [i, share] of shares.entries()) assert.ok(share >= (shares[i - 1] ?? 0) + 0.01 && share <= 1);
    assert.ok(shares[0] < 0.02 && shares[shares.length - 1] > 0.98);
    pass();
    assert.equal(readings.length, shares.length);
    assert.deepEqual(new Set(readings.map(({ name }) => name)), new Set(['a.txt']));
  });

  it('announces each piece of a percent or more', () => {
    assert.deepEqual(read({ count: 4, length: MEGABYTE }).shares, [0.25, 0.5, 0.75, 1]);
  });

  it('announces nothing for a shorter text', () => {
    assert.deepEqual(read({ count: 4, length: MEGABYTE - 1 }).shares, []);
  });

  it('announces nothing for a text of unknown length', () => {
    const { ports, readings } = testServices();
    const bytes = () => [new Uint8Array(MEGABYTE), new Uint8Array(4 * MEGABYTE)];
    const reading = new FirstReading({ name: 'a.txt', uri: 'file:///a.txt', bytes }, ports);
    assert.equal([...piecesOf(reading.text.bytes)].length, 2);
    assert.deepEqual(readings, []);
    assert.equal(reading.describe(1).bytes, 5 * MEGABYTE);
  });

  it('announces no more than 100% of a text that has grown meanwhile', () => {
    assert.deepEqual(read({ count: 5, length: MEGABYTE, size: 4 * MEGABYTE }).shares, [0.25, 0.5, 0.75, 1]);
  });
});
