import { setFlagsFromString } from 'node:v8';
import { knowsWideVectors, WIDE_VECTORS } from '../protocol/wideVectors';

/** Whether this process, or the one that this thread belongs to, was started with the flag. */
export function hasWideVectors(): boolean {
  return process.execArgv.includes(WIDE_VECTORS);
}

/** For a program that nobody starts with flags: from now on, wherever V8 can. Returns whether it does. */
export function takeWideVectors(): boolean {
  const can = knowsWideVectors(process.arch, process.versions.v8);
  if (can) setFlagsFromString(WIDE_VECTORS);
  return can;
}
