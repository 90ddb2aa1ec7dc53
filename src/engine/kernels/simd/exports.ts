/**
 * The functions of the AssemblyScript module. A WebAssembly function takes numbers by position: first the
 * addresses of its arrays (outputs, then inputs), then scalars, then sizes (`length`, or R rows of N
 * elements), then strides. `parallel/split.ts` relies on this order. Addresses are in bytes, sizes and
 * strides in elements.
 */
export interface WasmExports {
  /** Returns the address of the first byte that can be used for tensors. */
  heapBase(): number;
  /** Returns 1 if multiply-add rounds once on this machine, else 0. */
  fuses(): number;
  /** Returns the number of bytes that `useScratch` needs. Every thread needs scratch memory of its own. */
  scratchSize(): number;
  useScratch(at: number): void;
  useWideTiles(yes: number): void;
  fill(y: number, value: number, length: number): void;
  copy(y: number, x: number, length: number): void;
  /**
   * C [M, N] += A [M, K] B [K, N]. Strides: ai and ak between the rows and the columns of A, bk and bj
   * between those of B, `stride` between the rows of C.
   */
  gemm(
    C: number,
    A: number,
    B: number,
    M: number,
    N: number,
    K: number,
    ai: number,
    ak: number,
    bk: number,
    bj: number,
    stride: number,
  ): void;
  /**
   * Packs X [I, K] into panels of `width` rows. Strides: `across` between the rows of X, `along` between its
   * columns.
   */
  packPanels(to: number, X: number, I: number, K: number, across: number, along: number, width: number): void;
  /** Packs B [K, N] for `gemmPacked`. Strides: bk between the rows of B, bj between its columns. */
  pack(packed: number, B: number, K: number, N: number, bk: number, bj: number): void;
  /** C [M, N] += A [M, K] B, where `pack` has packed B. `stride` is between the rows of C. */
  gemmPacked(C: number, A: number, packed: number, M: number, N: number, K: number, stride: number): void;
  /** C [M, N] += a [M, 1] b [1, N]. */
  outerProduct(C: number, a: number, b: number, M: number, N: number): void;
  /** c [1, N] += a [1, K] B [K, N]. `stride` is between the rows of B. */
  rowTimesMatrix(c: number, a: number, B: number, N: number, K: number, stride: number): void;
  /** c [1, N] += a [1, K] Bᵀ, with B [N, K]. */
  rowTimesTransposed(c: number, a: number, B: number, N: number, K: number): void;
  gatherRows(Y: number, W: number, ids: number, R: number, N: number): void;
  scatterAddRows(dW: number, dY: number, ids: number, R: number, N: number): void;
  setRows(Y: number, b: number, R: number, N: number): void;
  addRows(Y: number, b: number, R: number, N: number): void;
  sumRows(db: number, dY: number, R: number, N: number): void;
  activate(Y: number, A: number, f: number, length: number): void;
  activateBackward(dA: number, dY: number, Y: number, f: number, length: number): void;
  softmaxLoss(P: number, losses: number, targets: number, R: number, N: number): void;
  softmaxLossBackward(P: number, targets: number, scale: number, R: number, N: number): void;
  logisticLoss(P: number, losses: number, R: number, N: number): void;
  logisticLossBackward(P: number, scale: number, length: number): void;
  logSoftmax(Y: number, R: number, N: number): void;
  entropies(H: number, Y: number, R: number, N: number): void;
  softmax(P: number, R: number, N: number): void;
  softmaxBackward(dP: number, P: number, R: number, N: number): void;
  lstm(h: number, c: number, tanhC: number, a: number, cPrevious: number, B: number, H: number): void;
  lstmBackward(
    da: number,
    dcPrevious: number,
    dh: number,
    dc: number,
    a: number,
    tanhC: number,
    cPrevious: number,
    B: number,
    H: number,
  ): void;
  gru(h: number, a: number, u: number, hPrevious: number, B: number, H: number): void;
  gruBackward(
    da: number,
    du: number,
    dhPrevious: number,
    dh: number,
    a: number,
    u: number,
    hPrevious: number,
    B: number,
    H: number,
  ): void;
  layerNorm(
    y: number,
    n: number,
    s: number,
    x: number,
    gain: number,
    bias: number,
    R: number,
    N: number,
  ): void;
  layerNormBackward(dx: number, dy: number, n: number, s: number, gain: number, R: number, N: number): void;
  gelu(Y: number, A: number, length: number): void;
  geluBackward(dA: number, dY: number, A: number, length: number): void;
  /** T steps, B streams, heads of d units, a context of C tokens. Computes `streams` streams from `firstStream` on. */
  attend(
    y: number,
    p: number,
    packed: number,
    qkv: number,
    memory: number,
    spans: number,
    T: number,
    B: number,
    heads: number,
    d: number,
    C: number,
    firstStream: number,
    streams: number,
  ): void;
  attendBackward(
    dqkv: number,
    packed: number,
    dy: number,
    y: number,
    p: number,
    qkv: number,
    memory: number,
    spans: number,
    T: number,
    B: number,
    heads: number,
    d: number,
    C: number,
    firstStream: number,
    streams: number,
  ): void;
  multiply(Y: number, X: number, Z: number, length: number): void;
  /**
   * Fills a dropout mask. `stepLow` has the low 32 bits of the step. `counterWord` has the upper bits of the
   * step and the layer, 16 bits each.
   */
  dropoutMask(
    M: number,
    threshold: number,
    scale: number,
    seed: number,
    stepLow: number,
    counterWord: number,
    length: number,
  ): void;
  squaredNorm(g: number, length: number): number;
  sum(x: number, length: number): number;
  scale(x: number, factor: number, length: number): void;
  addScaled(y: number, x: number, factor: number, length: number): void;
  sgd(w: number, g: number, rate: number, limit: number, length: number): number;
  momentum(
    w: number,
    g: number,
    v: number,
    rate: number,
    momentum: number,
    isNesterov: number,
    limit: number,
    length: number,
  ): number;
  adagrad(
    w: number,
    g: number,
    m: number,
    rate: number,
    inside: number,
    outside: number,
    limit: number,
    length: number,
  ): number;
  rmsprop(
    w: number,
    g: number,
    s: number,
    rate: number,
    decay: number,
    epsilon: number,
    limit: number,
    length: number,
  ): number;
  adadelta(
    w: number,
    g: number,
    s: number,
    u: number,
    rate: number,
    decay: number,
    epsilon: number,
    limit: number,
    length: number,
  ): number;
  adam(
    w: number,
    g: number,
    m: number,
    s: number,
    rate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    correction: number,
    limit: number,
    length: number,
  ): number;
}
