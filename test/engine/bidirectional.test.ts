import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkGradients, TOLERANCE } from '../../src/engine/check/gradientCheck';
import { Vocabulary } from '../../src/engine/data/vocabulary';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { MaskedModel } from '../../src/engine/model/maskedModel';
import { RecurrentModel } from '../../src/engine/model/recurrentModel';
import {
  type BidirectionalModel,
  type BidirectionalShape,
  makeBidirectional,
} from '../../src/engine/nn/bidirectional/bidirectionalModel';
import {
  type BidirectionalWindow,
  unfoldMasked,
} from '../../src/engine/nn/bidirectional/bidirectionalWindow';
import { noise } from './support/network';

const SHAPE: BidirectionalShape = {
  cell: 'lstm',
  activation: 'tanh',
  vocabulary: 7,
  hidden: 4,
  layers: 2,
  embedding: 3,
  context: 2,
  heads: 1,
  positions: 1,
  dropout: 0.3,
  classes: 5,
};

function random(kernels: Kernels, shape: BidirectionalShape, seed = 1): BidirectionalModel {
  const model = makeBidirectional(kernels.arena, shape);
  const next = noise(seed);
  for (const { value } of model.parameters) {
    const values = kernels.arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] = next();
  }
  return model;
}

function fillIds({ arena }: Kernels, window: BidirectionalWindow, tokens: number, classes: number): void {
  const next = noise(5);
  for (const [ids, below] of [
    [arena.idValues(window.tokens), tokens],
    [arena.idValues(window.targets), classes],
  ] as const) {
    for (let i = 0; i < ids.length; i++) ids[i] = Math.floor(((next() + 1) / 2) * below);
  }
}

describe('a bidirectional network', () => {
  for (const cell of ['elman', 'lstm', 'gru', 'feedForward'] as const) {
    it(`has the gradients of its loss: ${cell}`, () => {
      for (const [T, B] of [
        [1, 1],
        [2, 3],
        [6, 2],
      ]) {
        const kernels = referenceKernels();
        const model = random(kernels, { ...SHAPE, cell });
        const window = unfoldMasked(kernels, model, { T, B, seed: 1 });
        fillIds(kernels, window, SHAPE.vocabulary, SHAPE.classes);
        window.draw(3);
        for (const { name: parameter, error } of checkGradients(kernels, model, window)) {
          assert.ok(error < TOLERANCE, `T ${T}, B ${B}: ${parameter}: ${error}`);
        }
      }
    });
  }

  it('predicts a token from all others but never from itself, in pieces or at once', () => {
    const vocabulary = new Vocabulary(['a', 'b', 'c', 'd', 'e', 'f', 'g'], false);
    const kernels = referenceKernels();
    const shape = { ...SHAPE, cell: 'elman', classes: 7, embedding: 0 } as const;
    const network = random(kernels, shape);
    const model = new MaskedModel(kernels, network, vocabulary);
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 3, maxLength: 150 }), fc.nat(), (tokens, pick) => {
        const at = 1 + (pick % (tokens.length - 2));
        const whole = unfoldMasked(kernels, network, { T: tokens.length - 2, B: 1 });
        kernels.arena.idValues(whole.tokens).set(tokens);
        whole.forward();
        const expected = kernels.arena.values(whole.logProbs()).slice(7 * (at - 1), 7 * at);
        const all = Array.from(
          { length: 7 },
          (_, symbol) => model.score(Int32Array.from(tokens).fill(symbol, at, at + 1))[at],
        );
        for (const [symbol, logProb] of all.entries())
          assert.ok(Math.abs(logProb - expected[symbol]) < 1e-12);
        const total = all.reduce((sum, logProb) => sum + Math.exp(logProb), 0);
        assert.ok(Math.abs(total - 1) < 1e-12);
      }),
      { numRuns: 10 },
    );
  });

  it('predicts a masked token from every other token of the text', () => {
    const T = 4;
    const kernels = referenceKernels();
    const { arena } = kernels;
    const window = unfoldMasked(kernels, random(kernels, { ...SHAPE, cell: 'elman' }), { T, B: 1 });
    assert.equal(arena.idValues(window.tokens).length, T + 2);
    const rows = (text: readonly number[]) => {
      arena.idValues(window.tokens).set(text);
      window.forward();
      const all = [...arena.values(window.logProbs())];
      return Array.from({ length: T }, (_, t) =>
        String(all.slice(SHAPE.classes * t, SHAPE.classes * (t + 1))),
      );
    };
    const text = [1, 2, 3, 4, 5, 6];
    const before = rows(text);
    for (const at of text.keys()) {
      const after = rows(text.with(at, 0));
      // Target t is token t + 1: only its own prediction is the same without it.
      for (let t = 0; t < T; t++)
        assert.equal(after[t] === before[t], t + 1 === at, `token ${at}, target ${t}`);
    }
  });

  it('has no method to sample: the compiler refuses it', () => {
    const kernels = referenceKernels();
    const network = random(kernels, SHAPE);
    const vocabulary = new Vocabulary(['a'], false);
    // @ts-expect-error A bidirectional network has no windows that are read from left to right.
    const wrong = () => new RecurrentModel(kernels, network, vocabulary);
    // @ts-expect-error Jordan's feedback exists only from left to right, not in a bidirectional network.
    const jordan: BidirectionalShape = { ...SHAPE, cell: 'jordan' };
    assert.throws(wrong);
    assert.ok(jordan);
  });
});
