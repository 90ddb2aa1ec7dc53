import type { Configuration } from '../../../settings/settings';
import { classes } from './classes';
import { hierarchical } from './hierarchical';
import { logistic, logisticSquared } from './logistic';
import { noiseContrastive } from './noiseContrastive';
import type { OutputKind } from './output';
import { softmax, tied } from './softmax';

/** All output layers, by their name in the setting `model.output`. */
export const outputs = {
  softmax,
  tied,
  classes,
  hierarchical,
  noiseContrastive,
  logistic,
  logisticSquared,
} satisfies Record<Configuration['model.output'], OutputKind>;

export type OutputName = keyof typeof outputs;
