import assert from 'node:assert/strict';
import { type BuildUnavailable, chooseKernels } from '../../../src/engine/kernels/select';
import { WasmArena } from '../../../src/engine/kernels/simd/wasmArena';
import { fill } from '../../../src/protocol/message';
import { UserError } from '../../../src/protocol/userError';
import { loadWasm } from '../support/kernels';

const PAGE = 65_536;
const simd = () => loadWasm('kernels-simd.wasm');

/**
 * Returns a machine on which these modules exist. `wanted` collects the names of the modules that were
 * requested.
 */
function machine(modules: Readonly<Record<string, () => ReturnType<typeof loadWasm>>> = {}) {
  const wanted: string[] = [];
  const load = async (file: string) => {
    wanted.push(file);
    return modules[file]?.();
  };
  return { wanted, load };
}

describe('the kernels that a machine can run', () => {
  it('are the fastest by default, or those for every machine', async () => {
    const none = machine();
    assert.equal((await chooseKernels('auto', none.load)).build, 'reference');
    assert.deepEqual(none.wanted, ['kernels-fma.wasm', 'kernels-simd.wasm']);
    const both = machine({ 'kernels-simd.wasm': simd });
    assert.equal((await chooseKernels('auto', both.load)).build, 'simd');
    const damaged = machine({ 'kernels-simd.wasm': async () => Buffer.from([0, 0x61, 0x73]) });
    assert.equal((await chooseKernels('auto', damaged.load)).build, 'reference');
    // A module that rounds twice has no fused multiply-add, so it is not an fma build, even if its name says
    // so.
    const twice = machine({ 'kernels-fma.wasm': simd, 'kernels-simd.wasm': simd });
    assert.equal((await chooseKernels('auto', twice.load)).build, 'simd');
  });

  it('are those wanted by name, or none', async () => {
    const { load, wanted } = machine({ 'kernels-simd.wasm': simd });
    assert.equal((await chooseKernels('reference', load)).build, 'reference');
    assert.deepEqual(wanted, []);
    assert.equal((await chooseKernels('simd', load)).build, 'simd');
    await assert.rejects(chooseKernels('fma', load), (error: BuildUnavailable) => {
      assert.match(fill(error.template, error.args), /fma does not run on this machine/);
      return error.setting === 'kernels.build';
    });
    assert.deepEqual(wanted, ['kernels-simd.wasm', 'kernels-fma.wasm']);
  });

  it('have shared memory if threads are wanted', async () => {
    const { load, wanted } = machine();
    await chooseKernels('auto', load, () => assert.fail('no module'));
    assert.deepEqual(wanted, ['kernels-fma-shared.wasm', 'kernels-simd-shared.wasm']);
  });
});

describe('the memory of the fast kernels', () => {
  it('is aligned to lines of the cache, and grows in time for reads of two vectors beyond the end', () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 4 });
    const arena = new WasmArena(memory, 100);
    const pages = () => memory.buffer.byteLength / PAGE;
    assert.deepEqual([arena.reserve(4), arena.reserve(16), arena.reserve(1)], [128, 192, 256]);
    assert.equal(arena.reserve(PAGE - 320 - 32), 320);
    assert.equal(pages(), 1);
    assert.equal(arena.reserve(4), PAGE);
    assert.equal(pages(), 2);
    assert.equal(arena.reserve(2 * PAGE - 64 - 32), PAGE + 64);
    assert.equal(pages(), 3);
    assert.equal(arena.reserve(1), 3 * PAGE);
    assert.equal(pages(), 4);
  });

  it('is refused, with the settings to change, if there is not enough', () => {
    const arena = new WasmArena(new WebAssembly.Memory({ initial: 1, maximum: 2 }), 0);
    assert.throws(
      () => arena.tensor(1024, 1023),
      (error: unknown) =>
        error instanceof UserError &&
        /needs more than 3 MiB of memory/.test(fill(error.template, error.args)) &&
        error.setting === 'model.hidden',
    );
    assert.equal(arena.reserve(4), 0);
  });
});
