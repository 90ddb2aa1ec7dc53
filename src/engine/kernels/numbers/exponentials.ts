import { exp } from '../../core/math';
import type { NumberExports } from './exports';
import { newNumberModule } from './numberModule';

/** TokenWeights that are not normalised, and their sum. */
export interface TokenWeights {
  readonly weights: Float64Array;
  readonly sum: number;
}

interface Room extends NumberExports {
  readonly x: number;
  readonly length: number;
}

let room: Room | undefined;

/**
 * Returns exp((logProb - best) / temperature) for each of these numbers, where `best` is the largest one. The
 * weights have the bits of `exp` in `core/math.ts`. The next call overwrites them.
 */
export function exponentialsOf(logProbs: ArrayLike<number>, temperature: number): TokenWeights {
  const { length } = logProbs;
  const module = roomFor(length);
  if (!module) return slowly(logProbs, temperature);
  const weights = new Float64Array(module.memory.buffer, module.x, length);
  weights.set(logProbs);
  const sum = module.exponentials(module.x, module.largest(module.x, length), temperature, length);
  return { weights, sum };
}

/** Returns an instance of the module with memory for this number of numbers, and one more. */
function roomFor(length: number): Room | undefined {
  if (room && room.length >= length) return room;
  const module = room ?? newNumberModule();
  if (!module) return undefined;
  const x = module.reserve((length + 1) * Float64Array.BYTES_PER_ELEMENT) >>> 0;
  room = { ...module, x, length };
  return room;
}

/** For machines that cannot run the module. */
function slowly(logProbs: ArrayLike<number>, temperature: number): TokenWeights {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logProbs.length; i++) best = Math.max(best, logProbs[i]);
  const weights = new Float64Array(logProbs.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = exp((logProbs[i] - best) / temperature);
    sum += weights[i];
  }
  return { weights, sum };
}
