import type { Configuration } from '../../settings/settings';
import { adadelta } from './adadelta';
import { adagrad } from './adagrad';
import { adam, adamw } from './adam';
import { momentum, nesterov } from './momentum';
import type { OptimizerKind } from './optimizer';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

/** All optimizers, by their name in the setting `training.optimizer`. */
export const optimizers = {
  adagrad,
  sgd,
  momentum,
  nesterov,
  rmsprop,
  adadelta,
  adam,
  adamw,
} satisfies Record<Configuration['training.optimizer'], OptimizerKind>;

export type OptimizerName = keyof typeof optimizers;
