import type { Sampling } from '../engine/sampling/samplingDistribution';
import { type Call, numberFlag } from './command/command';
import { commandFlag } from './command/flag';

/** The flags that change the distribution from which tokens are drawn. */
export const samplingFlags = [
  commandFlag(
    'temperature',
    { kind: 'number', minimum: 0, maximum: 10, default: 1 },
    'Below 1, likely tokens become more likely; 0 always takes the most likely token.',
  ),
  commandFlag(
    'top-k',
    { kind: 'integer', minimum: 0, maximum: 1_000_000, default: 0 },
    'Samples from this number of the most likely tokens; 0: from all.',
  ),
  commandFlag(
    'top-p',
    { kind: 'number', minimum: 0, maximum: 1, default: 1 },
    'Samples from the smallest set of most likely tokens with this total probability; 1: from all.',
  ),
];

/** Returns how these flags say to draw tokens. */
export function samplingOf(call: Call): Sampling {
  return {
    temperature: numberFlag(call, 'temperature') ?? 1,
    topK: numberFlag(call, 'top-k') ?? 0,
    topP: numberFlag(call, 'top-p') ?? 1,
  };
}
