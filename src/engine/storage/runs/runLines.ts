import * as v from 'valibot';
import type { RunEvent } from '../../../protocol/liveSettings';
import type { MetricsBlock, Sample } from '../../../protocol/run';
import type { StoredHistory } from '../../../protocol/storage';
import { UserError } from '../../../protocol/userError';
import type { FileSystem } from '../fileSystem';
import { runPath } from '../paths';
import { count } from '../schemas';
import {
  decodeEvents,
  decodeRows,
  decodeSamples,
  encodeLine,
  encodeRows,
  LINE_END,
  linesBefore,
} from './jsonLines';

/** The bytes of a run's three files that were on disk for good when a checkpoint was made. */
export type RecordedLengths = v.InferOutput<typeof recordedSchema>;

export const recordedSchema = v.object({
  metrics: count,
  samples: count,
  /** Older runs had none. */
  events: v.optional(count, 0),
});

const names = { metrics: 'metrics.jsonl', samples: 'samples.jsonl', events: 'events.jsonl' } as const;

/** `metrics.jsonl`, `samples.jsonl` and `events.jsonl`: appended to while a run trains, cut back when it goes on from a checkpoint. */
export class RunLines {
  /** Runs that lack lines, or may, since a write failed: no checkpoint may follow before the lines were made anew. */
  private readonly torn = new Set<string>();

  constructor(private readonly files: FileSystem) {}

  appendMetrics(id: string, block: MetricsBlock): Promise<void> {
    return this.tearing(id, this.files.append(runPath(id, names.metrics), encodeRows(block)));
  }

  appendSample(id: string, sample: Sample): Promise<void> {
    return this.tearing(id, this.files.append(runPath(id, names.samples), encodeLine(sample)));
  }

  appendEvent(id: string, event: RunEvent): Promise<void> {
    return this.tearing(id, this.files.append(runPath(id, names.events), encodeLine(event)));
  }

  /** The columns that a run's metrics began with, and keep; empty where nothing was measured yet. */
  async columns(id: string): Promise<readonly string[]> {
    const metrics = (await this.files.read(runPath(id, names.metrics))) ?? new Uint8Array();
    return decodeRows(metrics.subarray(0, metrics.indexOf(LINE_END) + 1)).columns;
  }

  async history(id: string): Promise<StoredHistory> {
    const metrics = await this.files.read(runPath(id, names.metrics));
    const samples = await this.files.read(runPath(id, names.samples));
    const events = await this.files.read(runPath(id, names.events));
    return {
      metrics: decodeRows(metrics ?? new Uint8Array()),
      samples: decodeSamples(samples ?? new Uint8Array()),
      events: decodeEvents(events ?? new Uint8Array()),
    };
  }

  /** Makes the lines so far last, as a checkpoint after them needs it. Throws if one of them is missing. */
  async sync(id: string): Promise<RecordedLengths> {
    if (this.torn.has(id)) {
      throw new UserError(
        'The run "{0}" could not store all of its metrics and samples. Resume it to continue from its last checkpoint.',
        [id],
      );
    }
    // Once failed, a later sync may succeed although the lines are lost: the system forgets what it could not write.
    const metrics = await this.tearing(id, this.files.sync(runPath(id, names.metrics)));
    const samples = await this.tearing(id, this.files.sync(runPath(id, names.samples)));
    const events = await this.tearing(id, this.files.sync(runPath(id, names.events)));
    return { metrics, samples, events };
  }

  /**
   * Back to how things stood at a checkpoint of this iteration. Beyond the bytes `recorded` then, a crash may have
   * left anything, even lines that look right.
   */
  async truncate(id: string, iteration: number, recorded: RecordedLengths | undefined): Promise<void> {
    for (const key of ['metrics', 'samples', 'events'] as const) {
      const path = runPath(id, names[key]);
      const bytes = (await this.files.read(path)) ?? new Uint8Array();
      // A change before the next update is part of the checkpoint; that update's row and sample come after it.
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
