import { clustersPart } from './clusters';
import { lesionsPart } from './lesions';
import type { InspectionPart } from './part';
import { statesPart } from './states';
import { trajectoriesPart } from './trajectories';
import { unitsPart } from './units';
import { unrolledPart } from './unrolled';
import { weightsPart } from './weights';

/** The parts of the page, in the order of their tabs. */
export const parts: readonly InspectionPart[] = [
  trajectoriesPart,
  clustersPart,
  unitsPart,
  statesPart,
  lesionsPart,
  unrolledPart,
  weightsPart,
];
