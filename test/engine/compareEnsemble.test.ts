import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { comparisonText } from '../../src/engine/comparison/comparisonText';
import { configure } from '../../src/engine/configuration/configure';
import { compareEnsemble } from '../../src/engine/course/compareEnsemble';
import { simdKernels } from './support/kernels';

describe('an ensemble beside all kinds of models, of the course', () => {
  it('has a perplexity below the geometric mean of its members, which differ', async () => {
    const bytes = readFileSync('media/samples/english.txt').subarray(0, 20_000);
    const text = comparisonText({ name: 'english.txt', bytes }, configure({}));
    const steps = compareEnsemble(text, { kernels: simdKernels, now: () => 0 });
    const shares: number[] = [];
    let next = await steps.next();
    for (; !next.done; next = await steps.next()) shares.push(next.value);
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    const { members, ensemble, kinds } = next.value;
    assert.equal(new Set(members).size, 5);
    const geometric = Math.exp(members.reduce((sum, each) => sum + Math.log(each), 0) / 5);
    assert.ok(ensemble < geometric && ensemble > 1, `${ensemble} < ${geometric}`);
    assert.equal(kinds.length, 11);
    // The first member has the seed of the comparison.
    assert.equal(kinds.find(({ model }) => model === 'elman')?.perplexity, members[0]);
  });
});
