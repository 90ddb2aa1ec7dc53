import assert from 'node:assert/strict';
import { nearest } from '../../src/engine/core/nearest';

describe('the known word that was probably meant', () => {
  const cases: readonly [string, readonly string[], string | undefined][] = [
    ['lstn', ['gru', 'lstm', 'elman'], 'lstm'],
    ['hiden', ['hidden', 'layers'], 'hidden'],
    // Two letters are missing.
    ['hddn', ['hidden'], 'hidden'],
    // A word of three letters may have only one mistake.
    ['hdn', ['hidden'], undefined],
    // A word of four to eight letters may have only two.
    ['lsxyz', ['lstm'], undefined],
    ['lsxy', ['lstm'], 'lstm'],
    ['gro', ['gru'], 'gru'],
    ['elmna', ['elman'], 'elman'],
    ['seq', ['sequenceLength', 'seed'], 'sequenceLength'],
    // A word that begins like this is nearer than one with a mistake.
    ['seq', ['sep', 'sequenceLength'], 'sequenceLength'],
    // A word of 12 letters may have four mistakes.
    ['sequnceLenth', ['seed', 'sequenceLength'], 'sequenceLength'],
    // A word of 11 letters may have only three mistakes.
    ['sequncLnthX', ['sequenceLength'], undefined],
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
