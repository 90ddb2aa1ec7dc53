import { readFile } from 'node:fs/promises';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { chooseKernels } from '../../../src/engine/kernels/select';
import { UserError } from '../../../src/protocol/userError';

export const loadWasm = (file: string) => readFile(`media/${file}`).catch(() => undefined);

/**
 * Whether only the build `fma` is tested. Only fused multiply-add depends on the version of Node. All other
 * arithmetic is defined by IEEE 754 and WebAssembly, and the engine has its own exponential functions.
 */
const isFmaAlone = process.env.ELMAN_TEST_BUILD === 'fma';

export const simdKernels = (): Promise<Kernels> => chooseKernels('simd', loadWasm);

/**
 * Returns new kernels of every fast build that this machine can run. There is at least one, because every
 * version of Node supports SIMD.
 */
export async function availableKernels(): Promise<Kernels[]> {
  const found = [await simdKernels()];
  try {
    found.push(await chooseKernels('fma', loadWasm));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return isFmaAlone ? found.slice(-1) : found;
}

/** Returns new kernels of every build that this machine can run, including the reference. */
export async function everyKernels(): Promise<Kernels[]> {
  const fast = await availableKernels();
  return isFmaAlone ? fast : [referenceKernels(), ...fast];
}
