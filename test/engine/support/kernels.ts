import { readFile } from 'node:fs/promises';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { referenceKernels } from '../../../src/engine/kernels/reference';
import { chooseKernels } from '../../../src/engine/kernels/select';
import { UserError } from '../../../src/protocol/userError';

export const loadWasm = (file: string) => readFile(`media/${file}`).catch(() => undefined);

/**
 * With `fma`, no other build is tested. Only fused multiply-add depends on the Node: IEEE 754 and WebAssembly define all other
 * arithmetic, and the engine has its own exponentials.
 */
const isFmaAlone = process.env.ELMAN_TEST_BUILD === 'fma';

export const simdKernels = (): Promise<Kernels> => chooseKernels('simd', loadWasm);

/** Returns new kernels of every fast build that this machine can run: at least one, because every Node supports SIMD. */
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
