import assert from 'node:assert/strict';
import { DisposableMap } from '../../src/extension/disposableMap';
import { Owner } from '../../src/extension/disposableOwner';

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

describe('a map that owns its values', () => {
  const mapOf = (disposed: string[], names: readonly string[]) =>
    new DisposableMap(names.map(name => [name, { dispose: () => disposed.push(name) }]));

  it('disposes a value that is removed, and no other', () => {
    const disposed: string[] = [];
    const map = mapOf(disposed, ['a', 'b']);
    assert.equal(map.delete('a'), true);
    assert.equal(map.delete('c'), false);
    assert.deepEqual(disposed, ['a']);
    assert.deepEqual([...map.keys()], ['b']);
  });

  it('disposes every value once, and is empty afterwards', () => {
    const disposed: string[] = [];
    const map = mapOf(disposed, ['a', 'b']);
    map.dispose();
    map.dispose();
    assert.deepEqual(disposed, ['a', 'b']);
    assert.equal(map.size, 0);
  });
});
