// A WebAssembly module of float32 kernels, which `kernels.ts` specifies. Sizes are in elements, addresses in
// bytes. Arguments are positional, because WebAssembly passes only numbers, and objects would need memory.
// The order is: addresses of outputs, then of inputs, then scalars, then sizes, then strides.
export { activate, activateBackward } from './activation';
export { attend, attendBackward } from './attention';
export { dropoutMask, multiply } from './dropoutMask';
export { gru, gruBackward, lstm, lstmBackward } from './gates';

import { heapStart, SCRATCH } from './scratch';

export { gemm, gemmPacked, pack } from './blocked';
export { constants } from './math';
export { gelu, geluBackward, layerNorm, layerNormBackward } from './layerNorm';
export { outerProduct } from './outerProduct';
export { packPanels } from './packing';
export { rowTimesMatrix } from './rowTimesMatrix';
export { rowTimesTransposed } from './rowTimesTransposed';
export { useScratch } from './scratch';
export { useWideTiles } from './wide';
export { addScaled, scale, squaredNorm, sum } from './gradient';
export { adadelta, adam, momentum, rmsprop } from './optimizer';
export { addRows, copy, fill, gatherRows, scatterAddRows, setRows, sumRows } from './rows';
export { adagrad, sgd } from './sparseOptimizer';
export { entropies, logisticLoss, logisticLossBackward, logSoftmax } from './softmax';
export { softmax, softmaxBackward, softmaxLoss, softmaxLossBackward } from './softmax';

import { madd, splat } from './vector';

/** Returns the address of the first byte that can be used for tensors. */
export function heapBase(): usize {
  return heapStart;
}

/** Returns the number of bytes that a helper thread must reserve for `useScratch`. */
export function scratchSize(): usize {
  return SCRATCH;
}

/**
 * Returns whether `madd` (multiply-add) rounds once. With one rounding, (1 + 2^-12)² - (1 + 2^-11) is 2^-24;
 * if the product is rounded first, it is 0.
 */
export function fuses(): bool {
  const x = splat(1 + 1 / 4096);
  return f32x4.extract_lane(madd(x, x, splat(-(1 + 1 / 2048))), 0) != 0;
}
