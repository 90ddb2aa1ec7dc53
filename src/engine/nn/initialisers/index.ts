import { gaussian } from './gaussian';
import { he } from './he';
import { identity } from './identity';
import type { Initialiser } from './initialiser';
import { orthogonal } from './orthogonal';
import { xavier } from './xavier';

/** Every initialiser, by the name that the setting `elman.model.initialiser` has for it. */
export const initialisers = { gaussian, xavier, he, orthogonal, identity } satisfies Record<
  string,
  Initialiser
>;

export type InitialiserName = keyof typeof initialisers;
