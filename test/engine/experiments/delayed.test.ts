import assert from 'node:assert/strict';
import { generatedTags, hasBoundaries, hasDelay } from '../../../src/engine/experiments/generators';

describe('sequences with a delay', () => {
  for (const name of ['delayed-copy', 'delayed-reverse'] as const)
    it(`have the letters as labels after the delay: ${name}`, () => {
      assert.ok(hasBoundaries(name) && hasDelay(name));
      for (const delay of [0, 3]) {
        const written = [...generatedTags(name, { number: 40, seed: 1, complex: 0, delay })].join('');
        const sequences = written.trimEnd().split('\n\n');
        assert.equal(sequences.length, 40);
        for (const sequence of sequences) {
          const rows = sequence.split('\n').map(line => line.split('\t'));
          const letters = rows.slice(0, 5).map(([token]) => token);
          const tags = rows.map(([, tag]) => tag);
          const expected = name === 'delayed-copy' ? letters : letters.toReversed();
          assert.match(
            rows.map(([token]) => token).join(''),
            delay ? /^[a-h]{5}\.{3}\?{5}$/ : /^[a-h]{5}\?{5}$/,
          );
          assert.deepEqual(tags, [...Array(5 + delay).fill('-'), ...expected]);
        }
      }
    });
});
