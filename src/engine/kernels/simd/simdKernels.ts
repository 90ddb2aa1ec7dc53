import type { Arena, Tensor } from '../../core/tensor';
import type { Activation, Kernels, Product } from '../kernels';
import { unpackedProduct } from '../product';
import { MAX_PAGES, WasmArena } from './wasmArena';

/** What the AssemblyScript module exports: addresses in bytes, sizes in elements. */
interface Exports {
  heapBase(): number;
  fuses(): number;
  fill(y: number, value: number, length: number): void;
  copy(y: number, x: number, length: number): void;
  matmul(C: number, A: number, B: number, M: number, N: number, K: number): void;
  matmulNT(C: number, A: number, B: number, M: number, N: number, K: number): void;
  matmulTN(C: number, A: number, B: number, M: number, N: number, K: number): void;
  pack(to: number, B: number, K: number, N: number): void;
  packTransposed(to: number, B: number, K: number, N: number): void;
  matmulPacked(C: number, A: number, packed: number, M: number, N: number, K: number): void;
  gatherRows(Y: number, W: number, ids: number, R: number, N: number): void;
  scatterAddRows(dW: number, dY: number, ids: number, R: number, N: number): void;
  setRows(Y: number, b: number, R: number, N: number): void;
  addRows(Y: number, b: number, R: number, N: number): void;
  sumRows(db: number, dY: number, R: number, N: number): void;
  activate(f: number, Y: number, A: number, length: number): void;
  activateBackward(f: number, dA: number, dY: number, Y: number, length: number): void;
  softmaxLoss(P: number, losses: number, targets: number, R: number, N: number): void;
  softmaxLossBackward(P: number, targets: number, scale: number, R: number, N: number): void;
  logSoftmax(Y: number, R: number, N: number): void;
  softmax(P: number, R: number, N: number): void;
  softmaxBackward(dP: number, P: number, R: number, N: number): void;
  lstm(h: number, c: number, tanhC: number, a: number, cPrevious: number, B: number, H: number): void;
  /** da, dcPrevious, dh, dc, a, tanhC, cPrevious, B, H */
  lstmBackward(...parameters: readonly number[]): void;
  gru(h: number, a: number, u: number, hPrevious: number, B: number, H: number): void;
  /** da, du, dhPrevious, dh, a, u, hPrevious, B, H */
  gruBackward(...parameters: readonly number[]): void;
  multiply(Y: number, X: number, Z: number, length: number): void;
  /** M, threshold, scale, seed, step's low word, its high word and the layer, length */
  dropoutMask(...parameters: readonly number[]): void;
  clip(g: number, limit: number, length: number): number;
  squaredNorm(g: number, length: number): number;
  sum(x: number, length: number): number;
  scale(x: number, factor: number, length: number): void;
  addScaled(y: number, x: number, factor: number, length: number): void;
  sgd(w: number, g: number, rate: number, length: number): void;
  momentum(w: number, g: number, v: number, rate: number, mu: number, ahead: number, length: number): void;
  adagrad(
    w: number,
    g: number,
    m: number,
    rate: number,
    inside: number,
    outside: number,
    length: number,
  ): void;
  rmsprop(
    w: number,
    g: number,
    s: number,
    rate: number,
    decay: number,
    epsilon: number,
    length: number,
  ): void;
  /** w, g, s, u, rate, decay, epsilon, length */
  adadelta(...parameters: readonly number[]): void;
  /** w, g, m, s, rate, beta1, beta2, epsilon, correction, length */
  adam(...parameters: readonly number[]): void;
}

/** The numbers that the module has for the activations. */
const codes: Record<Activation, number> = {
  tanh: 0,
  logistic: 1,
  relu: 2,
  elu: 3,
  leakyRelu: 4,
  identity: 5,
};

/** With fewer rows a product takes no longer than the packing; the module has the same bound. */
const PACKING_ROWS = 4;
/** Columns of a packed panel, which are filled up with zeros. */
const PANEL = 8;

/** W and Wᵀ laid out as the products read them, once for all steps of a window. */
function packedProduct(wasm: Exports, arena: Arena, W: Tensor): Product {
  const { rows: K, columns: N } = W;
  const packed = arena.tensor(K, PANEL * Math.ceil(N / PANEL)).pointer;
  const transposed = arena.tensor(N, PANEL * Math.ceil(K / PANEL)).pointer;
  return {
    refresh() {
      wasm.pack(packed, W.pointer, K, N);
      wasm.packTransposed(transposed, W.pointer, N, K);
    },
    times: (C, A) => wasm.matmulPacked(C.pointer, A.pointer, packed, C.rows, N, K),
    timesTransposed: (C, A) => wasm.matmulPacked(C.pointer, A.pointer, transposed, C.rows, K, N),
  };
}

/** Float32 kernels in a fresh memory; `fuses` says whether this machine's multiply-add rounds once. */
export function simdKernels(build: 'simd' | 'fma', module: WebAssembly.Module): Kernels & { fuses: boolean } {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: MAX_PAGES });
  const wasm = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  const size = ({ rows, columns }: Tensor) => rows * columns;
  const shape = ({ rows, columns }: Tensor) => [rows, columns];
  const pointers = (tensors: readonly Tensor[]) => tensors.map(({ pointer }) => pointer);
  const arena = new WasmArena(memory, wasm.heapBase());
  return {
    build,
    arena,
    fuses: wasm.fuses() !== 0,

    fill: (y, value) => wasm.fill(y.pointer, value, size(y)),
    copy: (y, x) => wasm.copy(y.pointer, x.pointer, size(y)),
    matmul: (C, A, B) => wasm.matmul(C.pointer, A.pointer, B.pointer, C.rows, C.columns, A.columns),
    matmulNT: (C, A, B) => wasm.matmulNT(C.pointer, A.pointer, B.pointer, C.rows, C.columns, A.columns),
    matmulTN: (C, A, B) => wasm.matmulTN(C.pointer, A.pointer, B.pointer, C.rows, C.columns, A.rows),
    product(W, M) {
      return M < PACKING_ROWS ? unpackedProduct.call(this, W) : packedProduct(wasm, arena, W);
    },
    gatherRows: (Y, W, ids) => wasm.gatherRows(Y.pointer, W.pointer, ids.pointer, Y.rows, Y.columns),
    scatterAddRows: (dW, dY, ids) =>
      wasm.scatterAddRows(dW.pointer, dY.pointer, ids.pointer, dY.rows, dY.columns),
    setRows: (Y, b) => wasm.setRows(Y.pointer, b.pointer, Y.rows, Y.columns),
    addRows: (Y, b) => wasm.addRows(Y.pointer, b.pointer, Y.rows, Y.columns),
    sumRows: (db, dY) => wasm.sumRows(db.pointer, dY.pointer, dY.rows, dY.columns),
    activate: (f, Y, A) => wasm.activate(codes[f], Y.pointer, A.pointer, size(Y)),
    activateBackward: (f, dA, dY, Y) =>
      wasm.activateBackward(codes[f], dA.pointer, dY.pointer, Y.pointer, size(dA)),
    softmaxLoss: (P, losses, targets) =>
      wasm.softmaxLoss(P.pointer, losses.pointer, targets.pointer, P.rows, P.columns),
    softmaxLossBackward: (P, targets, scale) =>
      wasm.softmaxLossBackward(P.pointer, targets.pointer, scale, P.rows, P.columns),
    logSoftmax: Y => wasm.logSoftmax(Y.pointer, Y.rows, Y.columns),
    softmax: P => wasm.softmax(P.pointer, P.rows, P.columns),
    softmaxBackward: (dP, P) => wasm.softmaxBackward(dP.pointer, P.pointer, P.rows, P.columns),
    lstm: (h, c, tanhC, a, cPrevious) =>
      wasm.lstm(h.pointer, c.pointer, tanhC.pointer, a.pointer, cPrevious.pointer, h.rows, h.columns),
    lstmBackward: (...tensors) => wasm.lstmBackward(...pointers(tensors), ...shape(tensors[1])),
    gru: (h, a, u, hPrevious) =>
      wasm.gru(h.pointer, a.pointer, u.pointer, hPrevious.pointer, h.rows, h.columns),
    gruBackward: (...tensors) => wasm.gruBackward(...pointers(tensors), ...shape(tensors[2])),
    multiply: (Y, X, Z) => wasm.multiply(Y.pointer, X.pointer, Z.pointer, size(Y)),
    dropoutMask(M, keep, seed, step, layer) {
      const place = (Math.floor(step / 2 ** 32) << 16) | layer;
      wasm.dropoutMask(M.pointer, Math.floor(keep * 2 ** 32), 1 / keep, seed, step % 2 ** 32, place, size(M));
    },
    clip: (g, limit) => wasm.clip(g.pointer, limit, size(g)),
    squaredNorm: g => wasm.squaredNorm(g.pointer, size(g)),
    sum: x => wasm.sum(x.pointer, size(x)),
    scale: (x, factor) => wasm.scale(x.pointer, factor, size(x)),
    addScaled: (y, x, factor) => wasm.addScaled(y.pointer, x.pointer, factor, size(y)),
    sgd: (w, g, rate) => wasm.sgd(w.pointer, g.pointer, rate, size(w)),
    momentum: (w, g, v, rate, momentum, ahead) =>
      wasm.momentum(w.pointer, g.pointer, v.pointer, rate, momentum, Number(ahead), size(w)),
    adagrad: (w, g, m, rate, inside, outside) =>
      wasm.adagrad(w.pointer, g.pointer, m.pointer, rate, inside, outside, size(w)),
    rmsprop: (w, g, s, rate, decay, epsilon) =>
      wasm.rmsprop(w.pointer, g.pointer, s.pointer, rate, decay, epsilon, size(w)),
    adadelta: (w, g, s, u, rate, decay, epsilon) =>
      wasm.adadelta(w.pointer, g.pointer, s.pointer, u.pointer, rate, decay, epsilon, size(w)),
    adam: (w, g, m, s, rate, beta1, beta2, epsilon, correction) =>
      wasm.adam(w.pointer, g.pointer, m.pointer, s.pointer, rate, beta1, beta2, epsilon, correction, size(w)),
  };
}
