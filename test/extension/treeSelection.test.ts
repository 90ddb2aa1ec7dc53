import assert from 'node:assert/strict';
import { TreeSelection } from '../../src/extension/runs/tree/treeSelection';

describe('the selection in a tree', () => {
  /** Returns a view of a tree that has these selections one after the other, and then keeps the last one. */
  function viewOf(...selections: (readonly string[])[]) {
    return {
      get selection() {
        return selections.length > 1 ? (selections.shift() as readonly string[]) : selections[0];
      },
    };
  }
  const read = (...selections: (readonly string[])[]) => new TreeSelection(viewOf(...selections)).read();

  it('is read at once if it exists', async () => {
    assert.deepEqual(await read(['a'], []), ['a']);
  });

  it('is awaited while VS Code reads the tree again, until it is complete', async () => {
    assert.deepEqual(await read([], [], ['a'], ['a', 'b']), ['a', 'b']);
  });

  it('is empty if nothing is selected', async () => {
    assert.deepEqual(await read([]), []);
  });
});
