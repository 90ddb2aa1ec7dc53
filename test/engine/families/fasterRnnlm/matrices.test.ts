import assert from 'node:assert/strict';
import { fasterRnnlmMatrices } from '../../../../src/engine/families/fasterRnnlm/matrices';
import { readFasterRnnlm } from '../../../../src/engine/families/fasterRnnlm/read';
import { type Asked, PLAIN, writePair } from './support/pairs';

/** Returns the names and sizes of the matrices of a model with these options, in their order. */
function matricesOf(asked: Partial<Asked>) {
  let next = 0;
  const { vocabulary, weights } = writePair({ ...PLAIN, ...asked }, () => (next = (next + 0.37) % 1));
  const model = readFasterRnnlm(vocabulary, weights);
  const matrices = fasterRnnlmMatrices(model);
  for (const { name, rows, columns, values, isRecurrent } of matrices) {
    assert.equal(values().length, rows * columns, name);
    assert.equal(isRecurrent, /^(W|R)/.test(name), name);
  }
  assert.equal(matrices[0].rowsOf, 'symbols');
  assert.equal(matrices.at(-1)?.rowsOf, asked.nce ? 'symbols' : 'units');
  return matrices.map(({ name, rows, columns }) => `${name} ${rows}x${columns}`).join(', ');
}

describe('the matrices of a faster-rnnlm model', () => {
  it('are one per plain layer, and one more for an upper layer', () => {
    assert.equal(matricesOf({}), 'E 9x4, W 4x4, O 9x4');
    assert.equal(
      matricesOf({ hiddenType: 'tanh', hiddenCount: 2, nce: true }),
      'E 9x4, W 4x4, W_l1 4x4, V_l1 4x4, O 9x4',
    );
  });

  it('are those of the gates, without input weights where there are none', () => {
    assert.equal(matricesOf({ hiddenType: 'gru' }), 'E 9x4, Wr 4x4, Wu 4x4, Wq 4x4, O 9x4');
    assert.equal(
      matricesOf({ hiddenType: 'gru-insyn' }),
      'E 9x4, Ir 4x4, Wr 4x4, Iu 4x4, Wu 4x4, Iq 4x4, Wq 4x4, O 9x4',
    );
  });

  it('are those of scrn layers; the first layer of the fast kind has no input weights', () => {
    const layer = (end: string) => `B${end} 3x7, P${end} 4x3, A${end} 4x7, R${end} 4x4`;
    const scrn = (isFast: boolean): Partial<Asked> => ({
      ...{ hidden: 7, hiddenType: 'scrn', hiddenCount: 2, scrn: { context: 3, isFast } },
    });
    assert.equal(matricesOf(scrn(false)), `E 9x7, ${layer('')}, ${layer('_l1')}, O 9x7`);
    assert.equal(matricesOf(scrn(true)), `E 9x7, P 4x3, R 4x4, ${layer('_l1')}, O 9x7`);
  });
});
