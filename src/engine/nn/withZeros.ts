import type { Arena, Tensor } from '../core/tensor';

/** Calls `use` while all elements of some tensors are 0. Restores their values afterwards. */
export function withZeros<T>(arena: Arena, tensors: readonly Tensor[], use: () => T): T {
  const kept = tensors.map(tensor => arena.values(tensor).slice());
  for (const tensor of tensors) arena.values(tensor).fill(0);
  try {
    return use();
  } finally {
    for (const [i, tensor] of tensors.entries()) arena.values(tensor).set(kept[i]);
  }
}
