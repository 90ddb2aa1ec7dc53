import { additive } from './additive';
import { goodTuring } from './goodTuring';
import { kneserNey } from './kneserNey';
import type { Smoothing } from './smoothing';
import { wittenBell } from './wittenBell';

/** Every smoothing by its name. */
export const smoothings = { kneserNey, wittenBell, goodTuring, additive } satisfies Record<string, Smoothing>;

export type SmoothingName = keyof typeof smoothings;
