import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { knowsWideVectors, multiplyAddFlag, vectorFlags, WIDE_VECTORS } from '../../src/common/vectorFlags';

const NODE_20 = '11.3.244.8-node.38';
const NODE_22 = '12.4.254.21-node.33';

describe('V8 flags for vectors', () => {
  it('permit multiply-add in Node 20, and widen vectors from Node 22 on', () => {
    assert.deepEqual(vectorFlags('x64', NODE_20), [multiplyAddFlag(NODE_20)]);
    assert.deepEqual(vectorFlags('x64', NODE_22), [WIDE_VECTORS]);
    assert.deepEqual(vectorFlags('arm64', NODE_22), []);
    assert.equal(multiplyAddFlag('11.8.172.17-node.19'), undefined, 'Node 21 has it without a flag');
    assert.equal(knowsWideVectors('x64', NODE_20), false);
  });

  it('are known to the Node that runs this test', () => {
    const flags = vectorFlags(process.arch, process.versions.v8);
    const { status, stderr } = spawnSync(process.execPath, [...flags, '-e', '']);
    assert.equal(status, 0, String(stderr));
  });
});
