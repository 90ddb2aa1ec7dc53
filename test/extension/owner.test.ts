import assert from 'node:assert/strict';
import { Owner } from '../../src/extension/owner';

class Pair extends Owner {
  constructor(disposed: string[]) {
    super();
    for (const name of ['first', 'second']) this.own({ dispose: () => disposed.push(name) });
  }
}

describe('an owner of parts', () => {
  it('disposes its parts once, the newest first', () => {
    const disposed: string[] = [];
    const pair = new Pair(disposed);
    pair.dispose();
    assert.deepEqual(disposed, ['second', 'first']);
    pair.dispose();
    assert.equal(disposed.length, 2);
  });
});
