import { absolute } from './absolute';
import { additive } from './additive';
import { goodTuring } from './goodTuring';
import { kneserNey } from './kneserNey';
import { natural } from './natural';
import type { Smoothing } from './smoothing';
import { unmodifiedKneserNey } from './unmodifiedKneserNey';
import { wittenBell } from './wittenBell';

/** All smoothing methods, by name. */
export const smoothings = {
  kneserNey,
  unmodifiedKneserNey,
  wittenBell,
  goodTuring,
  absolute,
  natural,
  additive,
} satisfies Record<string, Smoothing>;

export type SmoothingName = keyof typeof smoothings;
