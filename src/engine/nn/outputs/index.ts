import { classes } from './classes';
import { hierarchical } from './hierarchical';
import { noiseContrastive } from './noiseContrastive';
import type { OutputKind } from './output';
import { softmax, tied } from './softmax';

/** Every output layer, by the name that the setting `elman.model.output` has for it. */
export const outputs = { softmax, tied, classes, hierarchical, noiseContrastive } satisfies Record<
  string,
  OutputKind
>;

export type OutputName = keyof typeof outputs;
