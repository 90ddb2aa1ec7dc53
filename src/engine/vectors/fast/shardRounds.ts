import type { FastSettings } from '../../kernels/fastVectors/fastExports';
import { TRAIN } from '../../kernels/fastVectors/fastModule';
import type { Operation, ThreadPool } from '../../kernels/parallel/threadPool';
import { meanLoss } from '../vectorTraining';

/** Starts the other threads of a training, with the same module, memory and settings. */
export type StartVectorThreads = (
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  settings: FastSettings,
) => Promise<VectorThreads>;

export interface VectorThreads {
  readonly pool: ThreadPool;
  /** Ends the threads. */
  end(): void;
}

/** Bytes of the numbers of tasks that were taken and that are done. */
export const TICKETS = 128;
/** Bytes of a shard's header, and the positions of its sum of losses and number of predictions. */
const [HEADER, LOSS, PREDICTIONS] = [64, 8, 16];

/**
 * Trains on planned positions, round after round. A round consists of shards, consecutive ranges of positions.
 * Each shard changes copies of the rows that it needs; then the changes of all shards are added in their
 * order. So the results do not depend on the number of threads.
 */
export class ShardRounds {
  private threads: VectorThreads | undefined;

  constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly settings: FastSettings,
    private readonly operations: readonly Operation[],
  ) {}

  /** Divides the shards among several threads from now on. */
  use(threads: VectorThreads | undefined): void {
    this.threads = threads;
  }

  /** Ends the other threads. One thread continues. */
  end(): void {
    this.threads?.end();
    this.threads = undefined;
  }

  /** Trains on the first `count` planned positions. */
  train(count: number): void {
    const { memory, operations, settings, threads } = this;
    new Uint8Array(memory.buffer, settings.tickets, TICKETS).fill(0);
    const operation = operations[TRAIN];
    if (threads) threads.pool.run(TRAIN, operation, () => [count]);
    else operation(count);
  }

  /**
   * Returns the mean loss since the last call, summed in the order of the shards. Undefined if there were no
   * predictions. Throws a UserError if it is not finite.
   */
  takeLoss(): number | undefined {
    const { memory, settings } = this;
    const view = new DataView(memory.buffer, settings.headers, HEADER * settings.shards);
    let [sum, count] = [0, 0];
    for (let header = 0; header < view.byteLength; header += HEADER) {
      sum += view.getFloat64(header + LOSS, true);
      count += view.getFloat64(header + PREDICTIONS, true);
      view.setFloat64(header + LOSS, 0, true);
      view.setFloat64(header + PREDICTIONS, 0, true);
    }
    return meanLoss(sum, count);
  }
}
