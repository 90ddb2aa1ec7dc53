import assert from 'node:assert/strict';
import { nearest } from '../../src/engine/core/nearest';

describe('the known word that was probably meant', () => {
  const cases: readonly [string, readonly string[], string | undefined][] = [
    ['lstn', ['gru', 'lstm', 'elman'], 'lstm'],
    ['hiden', ['hidden', 'layers'], 'hidden'],
    ['hddn', ['hidden'], 'hidden'], // two letters are missing
    ['hdn', ['hidden'], undefined], // a word of three letters may have one mistake
    ['gro', ['gru'], 'gru'],
    ['elmna', ['elman'], 'elman'],
    ['seq', ['sequenceLength', 'seed'], 'sequenceLength'],
    ['sequnceLenth', ['seed', 'sequenceLength'], 'sequenceLength'], // 12 letters may have four mistakes
    ['sequncLnthX', ['sequenceLength'], undefined], // 11 letters may have three
    ['cosine', ['tanh', 'relu'], undefined],
    ['b', ['a'], 'a'],
    ['', ['ab'], undefined],
    ['word', [], undefined],
  ];
  for (const [word, known, expected] of cases) {
    it(`is ${expected ?? 'none'} for "${word}" among ${known.join(', ') || 'no words'}`, () => {
      assert.equal(nearest(word, known), expected);
    });
  }
});
