import assert from 'node:assert/strict';
import { tokenizers } from '../../src/engine/data/tokenizers';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { RecurrentModel } from '../../src/engine/model/recurrentModel';
import { Trainer } from '../../src/engine/train/trainer';
import { TrainingSampler } from '../../src/engine/train/trainingSampler';
import { byHand } from './support/byHand';
import { configuration, corpusOf, noise } from './support/network';

/** Returns a sampler of a run that is in the middle of its text. The symbols are letters. */
function samplerOf(updates = 9) {
  const kernels = referenceKernels();
  const { ids, vocabulary } = corpusOf(Array.from({ length: 80 }, (_, i) => (i * i + i) % 7));
  const settings = { 'model.hidden': 6, 'training.sequenceLength': 5, 'snapshot.sampleLength': 12 };
  const trainer = new Trainer(kernels, { ids, vocabulary }, configuration(settings));
  while (trainer.iteration < updates) trainer.step(false);
  const reader = new RecurrentModel(kernels, trainer.model, vocabulary);
  return { trainer, sampler: new TrainingSampler(trainer, reader, tokenizers.character('en')) };
}

describe('a sample while training', () => {
  it('continues the state and the first token of the next window', () => {
    for (const updates of [1, 4, 9, 13]) {
      const { trainer, sampler } = samplerOf(updates);
      // With large weights, the first tokens depend on the state.
      const random = noise(updates);
      for (const { value } of trainer.model.parameters)
        trainer.kernels.arena
          .values(value)
          .set(Float64Array.from({ length: value.rows * value.columns }, () => 3 * random()));
      const { text, iteration } = sampler.onDemand({ length: 10, temperature: 0 });
      assert.equal(iteration, updates);
      const { carried, corpus, model, kernels } = trainer;
      // The next token after the windows of five tokens.
      const ids = [corpus.ids.subarray(5 * updates, 5 * updates + 1)[0]];
      const { size } = corpus.vocabulary;
      while (ids.length <= 10) {
        const scores = Array.from(
          { length: size },
          (_, id) => byHand(kernels, model, [...ids, id], carried).at(-1) ?? Number.NaN,
        );
        ids.push(scores.indexOf(Math.max(...scores)));
      }
      const expected = ids.slice(1).map(id => corpus.vocabulary.symbols[id]);
      assert.equal(text, expected.join(''), `${updates} updates`);
    }
  });

  it('on request is a new one each time, unless it has a seed', () => {
    const { sampler } = samplerOf();
    const draw = (seed?: number) => sampler.onDemand({ length: 30, temperature: 3, seed }).text;
    const drawn = Array.from({ length: 20 }, () => draw());
    assert.equal(new Set(drawn).size, 20);
    assert.equal(draw(4), draw(4));
    assert.notEqual(draw(4), draw(5));
  });

  it('at regular times has the configured length, the gradient flow and the activations, and is reproducible', () => {
    const [first, second] = [samplerOf(), samplerOf()].map(({ sampler }) => {
      // A sample on demand must not change the next regular sample.
      sampler.onDemand({ length: 3, temperature: 1 });
      return sampler.regular();
    });
    assert.deepEqual(first, samplerOf().sampler.regular());
    assert.deepEqual(first, second);
    assert.equal(first.text.match(/s\d/g)?.length, 12);
    assert.equal(first.flow?.length, 1);
    assert.ok(first.flow?.[0].every(Number.isFinite));
    assert.equal(first.activations?.length, 1);
  });

  it('has no gradient flow if that is not finite', () => {
    const { trainer, sampler } = samplerOf();
    const last = trainer.model.parameters.at(-1) ?? assert.fail();
    trainer.kernels.arena.values(last.value).fill(Number.NaN);
    const { text, ...insight } = sampler.regular();
    assert.deepEqual(insight, { iteration: 9 });
    assert.equal(typeof text, 'string');
  });
});
