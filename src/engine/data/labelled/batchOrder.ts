import { uniform } from '../../core/random';
import type { Examples } from './examples';

/** The smallest number of steps of a window. Shorter texts share it. */
const FEWEST = 8;

/** Returns the number of steps of the window for a text: a power of two, so that few windows are needed. */
export function capacityFor(tokens: number): number {
  let capacity = FEWEST;
  while (capacity < tokens) capacity *= 2;
  return capacity;
}

/** Examples that are read together. `capacity`: the number of steps of their window. */
export interface ExampleBatch {
  readonly examples: readonly number[];
  readonly capacity: number;
}

/**
 * The order in which a training reads its examples. Each epoch has another order. Examples of about the same length are
 * in one batch. The batch of an update is a function of the seed and the number of the update.
 */
export class BatchOrder {
  /** Number of batches in which all examples are read once. */
  readonly perEpoch: number;
  private epoch = -1;
  private batches: readonly ExampleBatch[] = [];

  constructor(
    private readonly examples: Pick<Examples, 'count' | 'length'>,
    private readonly B: number,
    private readonly seed: number,
  ) {
    this.perEpoch = batchesOf(inOrder(examples.count), examples, B).length;
  }

  /** Returns the batch of an update, and its epoch. */
  at(update: number): ExampleBatch & { readonly epoch: number } {
    const epoch = Math.floor(update / this.perEpoch);
    if (epoch !== this.epoch) {
      const { seed, B, examples } = this;
      this.batches = shuffled(
        batchesOf(shuffled(inOrder(examples.count), seed, 2 * epoch), examples, B),
        seed,
        2 * epoch + 1,
      );
      this.epoch = epoch;
    }
    return { ...this.batches[update % this.perEpoch], epoch };
  }
}

const inOrder = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Divides examples, in the given order, into batches of at most B with windows of the same capacity. */
export function batchesOf(
  order: readonly number[],
  examples: Pick<Examples, 'length'>,
  B: number,
): ExampleBatch[] {
  const batches: { examples: number[]; capacity: number }[] = [];
  const open = new Map<number, number[]>();
  for (const index of order) {
    const capacity = capacityFor(examples.length(index));
    const batch = open.get(capacity);
    if (batch && batch.length < B) batch.push(index);
    else {
      const started = [index];
      open.set(capacity, started);
      batches.push({ examples: started, capacity });
    }
  }
  return batches;
}

/** Returns a list in random order (Fisher and Yates). */
function shuffled<T>(list: readonly T[], seed: number, step: number): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * uniform(seed, 'shuffle', step, i));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
