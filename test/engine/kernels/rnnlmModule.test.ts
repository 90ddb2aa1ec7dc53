import assert from 'node:assert/strict';
import { rnnlmArrays } from '../../../src/engine/kernels/rnnlm/exports';
import { RnnlmModule } from '../../../src/engine/kernels/rnnlm/rnnlmModule';
import { UserError } from '../../../src/protocol/userError';

const SIZES = { hidden: 3, compression: 2, words: 5, classes: 4, steps: 2, keptSteps: 3 };

describe('the memory of an rnnlm network', () => {
  const { validate } = WebAssembly;
  afterEach(() => {
    WebAssembly.validate = validate;
  });

  // This test is the first: a module that was compiled is kept.
  it('is refused on a processor without vector instructions', () => {
    for (const bytes of [4, 8] as const) {
      WebAssembly.validate = () => false;
      assert.throws(
        () => new RnnlmModule(bytes, SIZES),
        (error: unknown) => error instanceof UserError && /no vector instructions/.test(error.message),
      );
      WebAssembly.validate = validate;
      assert.ok(new RnnlmModule(bytes, SIZES));
    }
  });

  for (const bytes of [4, 8] as const) {
    it(`contains arrays of the right lengths that do not overlap: ${bytes} bytes per number`, () => {
      const module = new RnnlmModule(bytes, SIZES);
      const views = rnnlmArrays.map(name => module.view(name));
      const lengths = Object.fromEntries(rnnlmArrays.map((name, i) => [name, views[i].length]));
      assert.deepEqual(lengths, {
        ...{ input: 15, recurrent: 9, compression: 6, output: 18, before: 3, hidden: 3, compressed: 2 },
        ...{ outputs: 9, outputErrors: 9, compressedErrors: 2, hiddenErrors: 3, outputChanges: 9 },
        ...{ changes: 3, sums: 3, panelSums: 16, stepWords: 6, stepHidden: 18, stepErrors: 18 },
        ...{ blockChanges: 6, blockBefore: 6, wordChanges: 6, wordSteps: 5 },
      });
      let end = 4096; // after the constants of the module
      for (const view of views) {
        assert.equal(view.BYTES_PER_ELEMENT, bytes);
        assert.equal(view.byteOffset, end, 'at the next multiple of 64');
        end = Math.ceil((view.byteOffset + view.byteLength) / 64) * 64;
      }
      assert.ok(views[0].buffer.byteLength >= end + 16 * 3 * bytes, 'room to read 16 more rows');
    });
  }

  it('has no arrays for steps without backpropagation through time, and the hidden layer as the compressed one', () => {
    const module = new RnnlmModule(4, { ...SIZES, compression: 0, steps: 0, keptSteps: 0 });
    for (const name of ['stepWords', 'stepHidden', 'blockChanges', 'wordChanges', 'wordSteps'] as const)
      assert.equal(module.view(name).length, 0, name);
    assert.equal(module.view('output').length, (5 + 4) * 3);
    assert.equal(module.wasm.compressed.value, module.wasm.hidden.value);
    assert.equal(module.wasm.compressedErrors.value, module.wasm.hiddenErrors.value);
    assert.equal(module.wasm.compressedSize.value, 3);
    const compressed = new RnnlmModule(4, SIZES).wasm;
    assert.notEqual(compressed.compressed.value, compressed.hidden.value);
    assert.equal(compressed.compressedSize.value, 2);
  });
});
