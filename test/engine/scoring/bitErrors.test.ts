import assert from 'node:assert/strict';
import { symbolBits } from '../../../src/engine/configuration/bits';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { bitErrorsOf } from '../../../src/engine/scoring/bitErrors';
import { randomTextModel } from '../support/textModel';

describe('the errors of bits', () => {
  const table = symbolBits({ 'model.bits': 'a=100 b=011 c=010' });
  const text = 'abcxab';
  const { model, tokenizer, vocabulary } = randomTextModel(referenceKernels(), 'character', text);

  it('compare each bit with the probability of all symbols that have it', () => {
    const errors = bitErrorsOf({ model, tokenizer }, text, table, symbol => (symbol === 'a' ? 'a' : 'rest'));
    const squares = { a: [0, 0, 0], rest: [0, 0, 0] };
    const tokens = { a: 0, rest: 0 };
    let { state, logProbs } = model.step(model.start(), vocabulary.id('a'));
    for (const symbol of 'bcxab') {
      const p = (wanted: string) => Math.exp(logProbs[vocabulary.id(wanted)]);
      if (symbol !== 'x') {
        const group = symbol === 'a' ? 'a' : 'rest';
        const predicted = [p('a'), p('b') + p('c'), p('b')];
        for (const [k, bit] of (table.bitsOf.get(symbol) ?? []).entries())
          squares[group][k] += (bit - predicted[k]) ** 2;
        tokens[group]++;
      }
      ({ state, logProbs } = model.step(state, vocabulary.id(symbol)));
    }
    for (const group of ['a', 'rest'] as const) {
      const found = errors.get(group);
      assert.equal(found?.tokens, tokens[group]);
      for (const [k, sum] of squares[group].entries())
        assert.ok(Math.abs((found?.bits[k] ?? 0) - Math.sqrt(sum / tokens[group])) < 1e-9, `${group} ${k}`);
      const all = squares[group].reduce((a, b) => a + b) / tokens[group];
      assert.ok(Math.abs((found?.all ?? 0) - Math.sqrt(all)) < 1e-9, group);
    }
  });
});
