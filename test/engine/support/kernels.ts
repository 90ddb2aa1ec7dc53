import { readFile } from 'node:fs/promises';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import { chooseKernels } from '../../../src/engine/kernels/select';
import { UserError } from '../../../src/protocol/userError';

export const loadWasm = (file: string) => readFile(`media/${file}`).catch(() => undefined);

/**
 * New kernels of every fast build that this machine can run: at least one, because every Node supports SIMD.
 */
export async function availableKernels(): Promise<Kernels[]> {
  const found: Kernels[] = [];
  for (const build of ['simd', 'fma'] as const) {
    try {
      found.push(await chooseKernels(build, loadWasm));
    } catch (error) {
      if (!(error instanceof UserError) || build === 'simd') throw error;
    }
  }
  return found;
}
