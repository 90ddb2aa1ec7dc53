import type { Tensor } from '../../core/tensor';
import type { UpdateKernels } from '../updateKernels';
import type { WasmExports } from './exports';

/** Returns the float32 kernels that update parameters. */
export function updateKernels(wasm: WasmExports): UpdateKernels {
  const size = ({ rows, columns }: Tensor) => rows * columns;
  return {
    sgd: ({ w, g }, { rate, limit }) => wasm.sgd(w.pointer, g.pointer, rate, limit, size(w)),

    momentum: ({ w, g, v }, { rate, momentum, isNesterov, limit }) =>
      wasm.momentum(w.pointer, g.pointer, v.pointer, rate, momentum, Number(isNesterov), limit, size(w)),

    adagrad: ({ w, g, m }, { rate, inside, outside, limit }) =>
      wasm.adagrad(w.pointer, g.pointer, m.pointer, rate, inside, outside, limit, size(w)),

    rmsprop: ({ w, g, s }, { rate, decay, epsilon, limit }) =>
      wasm.rmsprop(w.pointer, g.pointer, s.pointer, rate, decay, epsilon, limit, size(w)),

    adadelta: ({ w, g, s, u }, { rate, decay, epsilon, limit }) =>
      wasm.adadelta(w.pointer, g.pointer, s.pointer, u.pointer, rate, decay, epsilon, limit, size(w)),

    adam: ({ w, g, m, s }, { rate, beta1, beta2, epsilon, correction, limit }) =>
      wasm.adam(
        w.pointer,
        g.pointer,
        m.pointer,
        s.pointer,
        rate,
        beta1,
        beta2,
        epsilon,
        correction,
        limit,
        size(w),
      ),
  };
}
