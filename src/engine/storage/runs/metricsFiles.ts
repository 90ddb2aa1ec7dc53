import * as v from 'valibot';
import type { SettingChange } from '../../../protocol/liveSettings';
import type { MetricsBlock, Sample } from '../../../protocol/run';
import type { StoredHistory } from '../../../protocol/storage';
import { UserError } from '../../../protocol/userError';
import type { FileSystem } from '../fileSystem';
import { runPath } from '../paths';
import { count } from '../schemas';
import {
  decodeChanges,
  decodeRows,
  decodeSamples,
  encodeLine,
  encodeRows,
  LINE_END,
  linesBefore,
} from './jsonLines';

/**
 * The lengths in bytes of a run's files of metrics, samples and events at the time of a checkpoint.
 * Everything up to these lengths was durable.
 */
export type RecordedLengths = v.InferOutput<typeof recordedSchema>;

export const recordedSchema = v.object({
  metrics: count,
  samples: count,
  /** Missing in checkpoints of older versions, which stored no events. */
  events: v.optional(count, 0),
});

const names = { metrics: 'metrics.jsonl', samples: 'samples.jsonl', events: 'events.jsonl' } as const;

/**
 * Reads and writes `metrics.jsonl`, `samples.jsonl` and `events.jsonl`. Training appends to these files.
 * Resuming truncates them to the state at the checkpoint.
 */
export class MetricsFiles {
  /**
   * The ids of runs for which a write failed, so that lines of their files may be incomplete. No further
   * checkpoints are saved for these runs until `truncate` has repaired the files.
   */
  private readonly torn = new Set<string>();

  constructor(private readonly files: FileSystem) {}

  appendMetrics(id: string, block: MetricsBlock): Promise<void> {
    return this.tearing(id, this.files.append(runPath(id, names.metrics), encodeRows(block)));
  }

  appendSample(id: string, sample: Sample): Promise<void> {
    return this.tearing(id, this.files.append(runPath(id, names.samples), encodeLine(sample)));
  }

  appendChange(id: string, change: SettingChange): Promise<void> {
    return this.tearing(id, this.files.append(runPath(id, names.events), encodeLine(change)));
  }

  /**
   * Returns the names of the columns of a run's metrics, which never change. Returns an empty list if there
   * are no metrics yet.
   */
  async columns(id: string): Promise<readonly string[]> {
    const metrics = (await this.files.read(runPath(id, names.metrics))) ?? new Uint8Array();
    return decodeRows(metrics.subarray(0, metrics.indexOf(LINE_END) + 1)).columns;
  }

  /**
   * Reads everything that was recorded for a run, unchanged. `RunStore.history` converts the loss averages of
   * older runs.
   */
  async history(id: string): Promise<StoredHistory> {
    const metrics = await this.files.read(runPath(id, names.metrics));
    const samples = await this.files.read(runPath(id, names.samples));
    const changes = await this.files.read(runPath(id, names.events));
    return {
      metrics: decodeRows(metrics ?? new Uint8Array()),
      samples: decodeSamples(samples ?? new Uint8Array()),
      changes: decodeChanges(changes ?? new Uint8Array()),
    };
  }

  /**
   * Makes all lines written so far durable, which is required before a checkpoint is written. Throws if any
   * line could not be written.
   */
  async sync(id: string): Promise<RecordedLengths> {
    if (this.torn.has(id)) {
      throw new UserError(
        'The run "{0}" could not store all of its metrics and samples. Resume it to continue from its last checkpoint.',
        [id],
      );
    }
    // A failure of this sync is remembered. The system discards data that it could not write, so a later sync
    // may succeed although lines are lost.
    const metrics = await this.tearing(id, this.files.sync(runPath(id, names.metrics)));
    const samples = await this.tearing(id, this.files.sync(runPath(id, names.samples)));
    const events = await this.tearing(id, this.files.sync(runPath(id, names.events)));
    return { metrics, samples, events };
  }

  /**
   * Truncates the files to the state at a checkpoint. Discards bytes beyond the lengths in `recorded`: after
   * a crash these bytes can be anything, even lines that look valid.
   */
  async truncate(id: string, iteration: number, recorded: RecordedLengths | undefined): Promise<void> {
    for (const key of ['metrics', 'samples', 'events'] as const) {
      const path = runPath(id, names[key]);
      const bytes = (await this.files.read(path)) ?? new Uint8Array();
      // The checkpoint of `iteration` includes changes of settings made just before the next update, but not
      // the row and sample of that update.
      const end = key === 'events' ? iteration + 1 : iteration;
      const kept = linesBefore(bytes.subarray(0, recorded?.[key]), end);
      if (kept.length !== bytes.length) await this.files.writeAtomic(path, kept);
    }
    this.torn.delete(id);
  }

  private async tearing<T>(id: string, write: Promise<T>): Promise<T> {
    try {
      return await write;
    } catch (error) {
      this.torn.add(id);
      throw error;
    }
  }
}
