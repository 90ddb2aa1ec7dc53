import { WIDE_VECTORS } from '../protocol/wideVectors';

/** Whether this process, or the one that this thread belongs to, was started with the flag. */
export function hasWideVectors(): boolean {
  return process.execArgv.includes(WIDE_VECTORS);
}
