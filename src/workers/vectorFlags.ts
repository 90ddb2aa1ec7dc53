import { setFlagsFromString } from 'node:v8';
import { knowsWideVectors, multiplyAddFlag, WIDE_VECTORS } from '../common/vectorFlags';

/** Returns whether the process of this thread was started with V8's flag for 256-bit vectors. */
export function hasWideVectors(): boolean {
  return process.execArgv.includes(WIDE_VECTORS);
}

/**
 * Sets V8's flag for 256-bit vectors at run time, in a process that was started without it. Returns whether
 * V8 supports them.
 */
export function takeWideVectors(): boolean {
  const can = knowsWideVectors(process.arch, process.versions.v8);
  if (can) setFlagsFromString(WIDE_VECTORS);
  return can;
}

/**
 * Sets V8's flag for fused multiply-add at run time, if this version needs one. Kernels that are compiled later
 * can use it.
 */
export function takeMultiplyAdd(): void {
  const flag = multiplyAddFlag(process.versions.v8);
  if (flag) setFlagsFromString(flag);
}
