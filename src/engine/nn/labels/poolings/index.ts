import { attention } from './attention';
import { last } from './last';
import { mean } from './mean';
import type { PoolingKind } from './pooling';

/** All poolings, by their name in the setting `model.pooling`. */
export const poolings = { last, mean, attention } satisfies Record<string, PoolingKind>;

export type PoolingName = keyof typeof poolings;
