import { ReferenceArena } from '../../core/referenceArena';
import type { Kernels } from '../kernels';
import { activationKernels } from './activation';
import { attentionKernels } from './attention';
import { dropoutKernels } from './dropoutMask';
import { gateKernels } from './gates';
import { gradientKernels } from './gradient';
import { layerNormKernels } from './layerNorm';
import { matmulKernels } from './matmul';
import { updateKernels } from './optimizer';
import { rowKernels } from './rows';
import { softmaxKernels } from './softmax';

/**
 * Returns all kernels in a readable implementation, in float64, which defines their results. Tests compare
 * the fast kernel builds with these kernels.
 */
export function referenceKernels(): Kernels {
  const arena = new ReferenceArena();
  return {
    build: 'reference',
    arena,
    ...matmulKernels(arena),
    ...rowKernels(arena),
    ...activationKernels(arena),
    ...softmaxKernels(arena),
    ...gateKernels(arena),
    ...layerNormKernels(arena),
    ...attentionKernels(arena),
    ...dropoutKernels(arena),
    ...gradientKernels(arena),
    ...updateKernels(arena),
  };
}
