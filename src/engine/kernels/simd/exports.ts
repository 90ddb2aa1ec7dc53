/** What the AssemblyScript module exports: addresses in bytes, sizes and strides in elements. */
export interface Exports {
  /** The first byte that is free. */
  heapBase(): number;
  /** Whether multiply-add rounds once on this machine. */
  fuses(): number;
  /** Bytes that `useScratch` takes to itself: every thread needs its own. */
  scratchSize(): number;
  useScratch(at: number): void;
  useWideTiles(yes: number): void;
  fill(y: number, value: number, length: number): void;
  copy(y: number, x: number, length: number): void;
  /** C, A, B, M, N, K, then how far apart are A's rows, A's columns, B's rows, B's columns, C's rows */
  gemm(...parameters: readonly number[]): void;
  /** to, X, I, K, how far apart are the I neighbours, the K others, width of a panel */
  packPanels(...parameters: readonly number[]): void;
  /** packed, B, K, N, how far apart are B's rows, B's columns */
  pack(...parameters: readonly number[]): void;
  /** C, A, packed, M, N, K, how far apart are C's rows */
  gemmPacked(...parameters: readonly number[]): void;
  /** c, a, B, N, K, how far apart are B's rows */
  rowTimesMatrix(...parameters: readonly number[]): void;
  /** c, a, B, N, K */
  rowTimesTransposed(...parameters: readonly number[]): void;
  gatherRows(Y: number, W: number, ids: number, R: number, N: number): void;
  scatterAddRows(dW: number, dY: number, ids: number, R: number, N: number): void;
  setRows(Y: number, b: number, R: number, N: number): void;
  addRows(Y: number, b: number, R: number, N: number): void;
  sumRows(db: number, dY: number, R: number, N: number): void;
  activate(f: number, Y: number, A: number, length: number): void;
  activateBackward(f: number, dA: number, dY: number, Y: number, length: number): void;
  softmaxLoss(P: number, losses: number, targets: number, R: number, N: number): void;
  softmaxLossBackward(P: number, targets: number, scale: number, R: number, N: number): void;
  logisticLoss(P: number, losses: number, R: number, N: number): void;
  logisticLossBackward(P: number, scale: number, length: number): void;
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
  squaredNorm(g: number, length: number): number;
  sum(x: number, length: number): number;
  scale(x: number, factor: number, length: number): void;
  addScaled(y: number, x: number, factor: number, length: number): void;
  sgd(w: number, g: number, rate: number, limit: number, length: number): number;
  /** w, g, v, rate, mu, ahead, limit, length */
  momentum(...parameters: readonly number[]): number;
  /** w, g, m, rate, inside, outside, limit, length */
  adagrad(...parameters: readonly number[]): number;
  /** w, g, s, rate, decay, epsilon, limit, length */
  rmsprop(...parameters: readonly number[]): number;
  /** w, g, s, u, rate, decay, epsilon, limit, length */
  adadelta(...parameters: readonly number[]): number;
  /** w, g, m, s, rate, beta1, beta2, epsilon, correction, limit, length */
  adam(...parameters: readonly number[]): number;
}
