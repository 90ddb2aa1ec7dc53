import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { normal, type Purpose, philox, uniform } from '../../src/engine/core/random';

/**
 * The first random number for each purpose, with seed 1. It must not change, because stored runs depend on
 * it.
 */
const FIRST_DRAWS: Record<Purpose, number> = {
  initialise: 0.632075631436164,
  sample: 0.021863830066934042,
  sampleNow: 0.12004301834593356,
  dropout: 0.41952167256935724,
  check: 0.1187636976679669,
  noise: 0.6502164431054615,
  design: 0.872407501574495,
  generate: 0.7413773595087836,
  reset: 0.8945681593578372,
  map: 0.32492322094174386,
  lesion: 0.09024151292411331,
  hmm: 0.06264462854679509,
  lds: 0.3259676842671563,
  updateOrder: 0.5255527480442939,
  damage: 0.7131943948265347,
  pattern: 0.41647206561223693,
  characterCode: 0.26844511860181863,
  holdOut: 0.42348087893796815,
  shuffle: 0.4872382804779124,
  window: 0.7124388661497667,
};

describe('random numbers', () => {
  it('equal the published answers of Philox-4x32-10', () => {
    const ones = 0xffffffff;
    assert.deepEqual(philox([0, 0, 0, 0], [0, 0]), [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
    assert.deepEqual(
      philox([ones, ones, ones, ones], [ones, ones]),
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    );
    assert.deepEqual(
      philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]),
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    );
  });

  it('differ by seed, purpose, step and index', () => {
    const draws = [
      uniform(1, 'sample', 0, 0),
      uniform(2, 'sample', 0, 0),
      uniform(1, 'initialise', 0, 0),
      uniform(1, 'sample', 1, 0),
      uniform(1, 'sample', 2 ** 32, 0),
      uniform(1, 'sample', 0, 1),
    ];
    assert.equal(new Set(draws).size, draws.length);
  });

  it('never repeat between two purposes, and never change between versions', () => {
    const purposes = Object.keys(FIRST_DRAWS) as Purpose[];
    const draws = purposes.map(purpose => uniform(1, purpose, 0, 0));
    assert.deepEqual(draws, Object.values(FIRST_DRAWS));
    assert.equal(new Set(draws).size, draws.length);
  });

  it('never change between versions at any seed, step and index', () => {
    const seeds = [0, 1, 2 ** 31, 2 ** 32 - 1];
    const steps = [0, 7, 2 ** 31 + 1, 2 ** 32 + 5, 2 ** 47];
    const places = seeds.flatMap(seed => steps.map(step => [seed, step] as const));
    const digestOf = (draw: typeof uniform) => {
      const draws = places.flatMap(([seed, step]) =>
        Array.from({ length: 40 }, (_, index) => draw(seed, 'noise', step, 1000 * index)),
      );
      assert.equal(new Set(draws).size, draws.length);
      return createHash('sha256').update(Float64Array.from(draws)).digest('hex').slice(0, 16);
    };
    assert.deepEqual([digestOf(uniform), digestOf(normal)], ['7630214eaa497617', 'e916fedbe6c8e71f']);
  });

  it('have the moments of the uniform and the normal distribution', () => {
    const count = 20_000;
    const moments = (sample: (i: number) => number) => {
      const values = Array.from({ length: count }, (_, i) => sample(i));
      const mean = values.reduce((a, b) => a + b) / count;
      return [mean, values.reduce((a, b) => a + (b - mean) ** 2, 0) / count];
    };
    const [uniformMean, uniformVariance] = moments(i => uniform(7, 'sample', 3, i));
    assert.ok(Math.abs(uniformMean - 0.5) < 0.01 && Math.abs(uniformVariance - 1 / 12) < 0.003);
    const [mean, variance] = moments(i => normal(7, 'initialise', 3, i));
    assert.ok(Math.abs(mean) < 0.03 && Math.abs(variance - 1) < 0.04);
  });
});
