import type { CellKind } from './cell';
import { elman } from './elman';

/** Every cell, by the name that the setting `elman.model.cell` has for it. */
export const cells = { elman } satisfies Record<string, CellKind>;

export type CellName = keyof typeof cells;
