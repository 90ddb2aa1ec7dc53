import { setFlagsFromString } from 'node:v8';
import { knowsWideVectors, WIDE_VECTORS } from '../common/wideVectors';

/** Whether this thread's process was started with the flag. */
export function hasWideVectors(): boolean {
  return process.execArgv.includes(WIDE_VECTORS);
}

/**
 * Enables 256-bit vectors at run time, for a program started without the flag. Returns whether V8 supports
 * them.
 */
export function takeWideVectors(): boolean {
  const can = knowsWideVectors(process.arch, process.versions.v8);
  if (can) setFlagsFromString(WIDE_VECTORS);
  return can;
}
