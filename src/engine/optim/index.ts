import { adagrad } from './adagrad';
import type { OptimizerKind } from './optimizer';
import { sgd } from './sgd';

/** Every optimizer, by the name that the setting `elman.training.optimizer` has for it. */
export const optimizers = { adagrad, sgd } satisfies Record<string, OptimizerKind>;

export type OptimizerName = keyof typeof optimizers;
