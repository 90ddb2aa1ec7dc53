import assert from 'node:assert/strict';
import { configure } from '../../src/engine/configuration/configure';
import { newModel } from '../../src/engine/configuration/network';
import { referenceKernels } from '../../src/engine/kernels/reference';
import { gateMatrices, recurrentMatrices } from '../../src/engine/nn/gateMatrices';

/** Returns the matrices of a network of 3 hidden units and 4 symbols whose elements are their own indices. */
function matricesOf(settings: Readonly<Record<string, string | number>>) {
  const { arena } = referenceKernels();
  const model = newModel(arena, configure({ 'model.hidden': 3, ...settings }), ['a', 'b', 'c', 'd']);
  for (const { value } of model.parameters) {
    const values = arena.values(value);
    for (let i = 0; i < values.length; i++) values[i] = i;
  }
  return { all: gateMatrices(arena, model), recurrent: recurrentMatrices(arena, model) };
}

describe('the matrices of a network', () => {
  it('are its parameters without biases', () => {
    const { all, recurrent } = matricesOf({});
    assert.deepEqual(
      all.map(({ name, rows, columns }) => `${name} ${rows}x${columns}`),
      ['Wxh 4x3', 'Whh 3x3', 'Why 3x4'],
    );
    assert.deepEqual([...recurrent[0].values()], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    assert.equal(recurrent.length, 1);
  });

  it('are one per gate, with the columns of this gate', () => {
    const { recurrent } = matricesOf({ 'model.cell': 'lstm', 'model.layers': 2 });
    assert.equal(recurrent.length, 8);
    assert.equal(new Set(recurrent.map(({ name }) => name)).size, 8);
    for (const [i, { name, rows, columns, values }] of recurrent.entries()) {
      assert.match(name, i < 4 ? /^Whh\.\w+$/ : /^Whh_l1\.\w+$/);
      assert.deepEqual([rows, columns], [3, 3]);
      const first = 3 * (i % 4);
      const expected = [0, 1, 2].flatMap(row => [0, 1, 2].map(column => 12 * row + first + column));
      assert.deepEqual([...values()], expected, name);
    }
  });
});
