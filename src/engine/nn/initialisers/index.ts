import type { Configuration } from '../../../settings/settings';
import { gaussian } from './gaussian';
import { he } from './he';
import { identity } from './identity';
import type { Initialiser } from './initialiser';
import { orthogonal } from './orthogonal';
import { xavier } from './xavier';

/** All initialisers, by their name in the setting `model.initialiser`. */
export const initialisers = { gaussian, xavier, he, orthogonal, identity } satisfies Record<
  Configuration['model.initialiser'],
  Initialiser
>;

export type InitialiserName = keyof typeof initialisers;
