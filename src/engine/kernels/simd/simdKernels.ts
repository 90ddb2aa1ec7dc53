import type { Arena, Tensor } from '../../core/tensor';
import type { Activation, Kernels } from '../kernels';
import { attentionKernels } from './attentionKernels';
import type { WasmExports } from './exports';
import { productKernels } from './productKernels';
import { updateKernels } from './updateKernels';

/** The module's codes for the activation functions. `assembly/activation.ts` contains the same codes. */
const codes: Record<Activation, number> = {
  tanh: 0,
  logistic: 1,
  relu: 2,
  elu: 3,
  leakyRelu: 4,
  identity: 5,
};

/**
 * Returns the float32 kernels. `wasm` has the functions of a module, possibly wrapped so that they use
 * several threads.
 */
export function simdKernels(build: 'simd' | 'fma', wasm: WasmExports, arena: Arena): Kernels {
  const size = ({ rows, columns }: Tensor) => rows * columns;
  return {
    build,
    arena,

    fill: (y, value) => wasm.fill(y.pointer, value, size(y)),
    copy: (y, x) => wasm.copy(y.pointer, x.pointer, size(y)),
    ...productKernels(wasm, arena),
    gatherRows: (Y, W, ids) => wasm.gatherRows(Y.pointer, W.pointer, ids.pointer, Y.rows, Y.columns),
    scatterAddRows: (dW, dY, ids) =>
      wasm.scatterAddRows(dW.pointer, dY.pointer, ids.pointer, dY.rows, dY.columns),
    setRows: (Y, b) => wasm.setRows(Y.pointer, b.pointer, Y.rows, Y.columns),
    addRows: (Y, b) => wasm.addRows(Y.pointer, b.pointer, Y.rows, Y.columns),
    sumRows: (db, dY) => wasm.sumRows(db.pointer, dY.pointer, dY.rows, dY.columns),
    activate: (f, Y, A) => wasm.activate(Y.pointer, A.pointer, codes[f], size(Y)),
    activateBackward: (f, dA, dY, Y) =>
      wasm.activateBackward(dA.pointer, dY.pointer, Y.pointer, codes[f], size(dA)),
    softmaxLoss: (P, losses, targets) =>
      wasm.softmaxLoss(P.pointer, losses.pointer, targets.pointer, P.rows, P.columns),
    softmaxLossBackward: (P, targets, scale) =>
      wasm.softmaxLossBackward(P.pointer, targets.pointer, scale, P.rows, P.columns),
    logisticLoss: (P, losses) => wasm.logisticLoss(P.pointer, losses.pointer, P.rows, P.columns),
    logisticLossBackward: (P, factor) => wasm.logisticLossBackward(P.pointer, factor, size(P)),
    logSoftmax: Y => wasm.logSoftmax(Y.pointer, Y.rows, Y.columns),
    entropies: (H, Y) => wasm.entropies(H.pointer, Y.pointer, Y.rows, Y.columns),
    softmax: P => wasm.softmax(P.pointer, P.rows, P.columns),
    softmaxBackward: (dP, P) => wasm.softmaxBackward(dP.pointer, P.pointer, P.rows, P.columns),
    lstm: (h, c, tanhC, a, cPrevious) =>
      wasm.lstm(h.pointer, c.pointer, tanhC.pointer, a.pointer, cPrevious.pointer, h.rows, h.columns),
    lstmBackward: ({ da, dcPrevious, dh, dc, a, tanhC, cPrevious }) =>
      wasm.lstmBackward(
        da.pointer,
        dcPrevious.pointer,
        dh.pointer,
        dc.pointer,
        a.pointer,
        tanhC.pointer,
        cPrevious.pointer,
        dh.rows,
        dh.columns,
      ),
    gru: (h, a, u, hPrevious) =>
      wasm.gru(h.pointer, a.pointer, u.pointer, hPrevious.pointer, h.rows, h.columns),
    gruBackward: ({ da, du, dhPrevious, dh, a, u, hPrevious }) =>
      wasm.gruBackward(
        da.pointer,
        du.pointer,
        dhPrevious.pointer,
        dh.pointer,
        a.pointer,
        u.pointer,
        hPrevious.pointer,
        dh.rows,
        dh.columns,
      ),
    ...attentionKernels(wasm),
    multiply: (Y, X, Z) => wasm.multiply(Y.pointer, X.pointer, Z.pointer, size(Y)),
    dropoutMask(M, keep, seed, step, layer) {
      const counterWord = (Math.floor(step / 2 ** 32) << 16) | layer;
      wasm.dropoutMask(
        M.pointer,
        Math.floor(keep * 2 ** 32),
        1 / keep,
        seed,
        step % 2 ** 32,
        counterWord,
        size(M),
      );
    },
    squaredNorm: g => wasm.squaredNorm(g.pointer, size(g)),
    sum: x => wasm.sum(x.pointer, size(x)),
    scale: (x, factor) => wasm.scale(x.pointer, factor, size(x)),
    addScaled: (y, x, factor) => wasm.addScaled(y.pointer, x.pointer, factor, size(y)),
    ...updateKernels(wasm),
  };
}
