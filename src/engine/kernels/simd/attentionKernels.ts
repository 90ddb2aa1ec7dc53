import type { Tensor } from '../../core/tensor';
import type { Attention, AttentionKernels } from '../attentionKernels';
import type { WasmExports } from './exports';

/** Returns the float32 kernels of transformers. */
export function attentionKernels(wasm: WasmExports): AttentionKernels {
  const size = ({ rows, columns }: Tensor) => rows * columns;
  return {
    layerNorm: ({ y, n, s, x, gain, bias }) =>
      wasm.layerNorm(
        y.pointer,
        n.pointer,
        s.pointer,
        x.pointer,
        gain.pointer,
        bias.pointer,
        y.rows,
        y.columns,
      ),
    layerNormBackward: ({ dx, dy, n, s, gain }) =>
      wasm.layerNormBackward(dx.pointer, dy.pointer, n.pointer, s.pointer, gain.pointer, dx.rows, dx.columns),
    gelu: (Y, A) => wasm.gelu(Y.pointer, A.pointer, size(Y)),
    geluBackward: (dA, dY, A) => wasm.geluBackward(dA.pointer, dY.pointer, A.pointer, size(dA)),

    attend(tensors) {
      const { y, p, packed, qkv, memory, spans } = tensors;
      const { T, B, heads, d, C } = sizesOf(tensors);
      wasm.attend(
        y.pointer,
        p.pointer,
        packed.pointer,
        qkv.pointer,
        memory.pointer,
        spans.pointer,
        T,
        B,
        heads,
        d,
        C,
        0,
        B,
      );
    },

    attendBackward(tensors) {
      const { dqkv, dy, y, p, packed, qkv, memory, spans } = tensors;
      const { T, B, heads, d, C } = sizesOf(tensors);
      wasm.attendBackward(
        dqkv.pointer,
        packed.pointer,
        dy.pointer,
        y.pointer,
        p.pointer,
        qkv.pointer,
        memory.pointer,
        spans.pointer,
        T,
        B,
        heads,
        d,
        C,
        0,
        B,
      );
    },
  };
}

/** Returns T steps of B streams, the number of heads with d units each, and the context of C tokens. */
function sizesOf({ y, p, memory }: Attention) {
  const heads = p.rows / y.rows;
  return { T: y.rows / memory.rows, B: memory.rows, heads, d: y.columns / heads, C: p.columns };
}
