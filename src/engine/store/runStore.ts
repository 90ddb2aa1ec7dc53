import * as v from 'valibot';
import type { History } from '../../protocol/library';
import type { RunEvent } from '../../protocol/liveSettings';
import type { CheckpointChoice, Checkpoints } from '../../protocol/reader';
import type { Labels, MetricsBlock, RunRecord, RunText, Sample } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { Checkpoint, LoadedCheckpoint } from './checkpoint';
import { CheckpointFiles } from './checkpointFiles';
import { fingerprint } from './digest';
import type { FileSystem } from './fileSystem';
import { parseJson } from './parseJson';
import { recordSchema, runId } from './recordSchema';
import { RunLabels } from './runLabels';
import { RunLines, recordedSchema } from './runLines';
import { RECORD, runPath, TEXTS, TRASH, textPath } from './runPaths';
import { compact, type Removed, Trash } from './trash';

/** Where a checkpoint's metadata say how much had been recorded before it. */
const RECORDED = 'recorded';

/** Sorts by time; the suffix makes it unique. `now` is ISO 8601. */
export function newRunId(now: string, suffix: string): string {
  return `${compact(now)}-${suffix}`;
}

/**
 * All runs: `<id>/run.json`, `metrics.jsonl`, `samples.jsonl`, `events.jsonl`, `checkpoints/<iteration>.safetensors`, and
 * `texts/<sha256>.txt`, the copy of its text that makes a run independent of where the text came from.
 */
export class RunStore {
  private readonly lines: RunLines;
  private readonly checkpoints: CheckpointFiles;
  private readonly labels: RunLabels;
  private readonly trash: Trash;

  constructor(private readonly files: FileSystem) {
    this.lines = new RunLines(files);
    this.checkpoints = new CheckpointFiles(files);
    this.labels = new RunLabels(files);
    this.trash = new Trash(files);
  }

  async create(record: RunRecord, text: Uint8Array, validationText?: Uint8Array): Promise<void> {
    await this.keep(record.text, text);
    if (record.validationText && validationText) await this.keep(record.validationText, validationText);
    await this.save(record);
  }

  async save(record: RunRecord): Promise<void> {
    const json = `${JSON.stringify(record, undefined, 2)}\n`;
    await this.files.writeAtomic(runPath(record.id, RECORD), new TextEncoder().encode(json));
  }

  /** With its labels. Throws a UserError where there is no such run or its record is damaged. */
  async read(id: string): Promise<RunRecord> {
    const bytes = await this.files.read(runPath(id, RECORD));
    if (!bytes) throw new UserError('There is no run "{0}" any more.', [id]);
    const record = parseJson(recordSchema, new TextDecoder().decode(bytes));
    if (record?.id !== id) throw new UserError('The record of the run "{0}" (run.json) is damaged.', [id]);
    return { ...record, ...(await this.labels.read(id)) };
  }

  /** Every run that can be read, or those of these, newest first; one that can't is left alone. */
  async list(of?: readonly string[]): Promise<RunRecord[]> {
    const ids = of ?? (await this.ids());
    const records = await Promise.all(ids.map(id => this.read(id).catch(() => undefined)));
    return records
      .filter(record => record !== undefined)
      .sort((a, b) => (a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id) ? 1 : -1));
  }

  /** What `labels` does not name stays. */
  async label(id: string, labels: Labels): Promise<RunRecord> {
    await this.read(id); // there must be one
    await this.labels.change(id, labels);
    return this.read(id);
  }

  /** Puts a run into the trash, as it is; `now` is ISO 8601. */
  async remove(id: string, now: string): Promise<void> {
    await this.trash.put(runPath(id), now);
  }

  /** Throws a UserError where the run is not in the trash. */
  async restore(id: string): Promise<RunRecord> {
    await this.trash.takeBack(id);
    return this.read(id);
  }

  /** The records in the trash, the last removed first. */
  async removed(): Promise<RunRecord[]> {
    const found = await Promise.all((await this.trash.list()).map(each => this.readRemoved(each)));
    return found.filter(record => record !== undefined);
  }

  /** What was removed before a time (ISO 8601) goes for good, with the texts that no other run has. */
  async emptyTrash(before: string): Promise<void> {
    for (const removed of await this.trash.list()) {
      if (removed.at >= compact(before)) continue;
      const record = await this.readRemoved(removed);
      await this.trash.destroy(removed);
      for (const text of record ? textsOf(record) : []) {
        if (!(await this.isNeeded(text.fingerprint))) await this.files.remove(textPath(text));
      }
    }
  }

  /** The text of a run, byte by byte. Throws a UserError where it is gone. */
  text(record: RunRecord): Promise<Uint8Array> {
    return this.readText(record, record.text);
  }

  /** Likewise what it is validated on, if that is a text of its own. */
  async validationText(record: RunRecord): Promise<Uint8Array | undefined> {
    return record.validationText && this.readText(record, record.validationText);
  }

  private async readText(record: RunRecord, text: RunText): Promise<Uint8Array> {
    const bytes = await this.files.read(textPath(text));
    if (!bytes || fingerprint(bytes) !== text.fingerprint) {
      throw new UserError(
        'The stored text of the run "{0}" is missing or damaged. Train on the text again.',
        [record.name],
      );
    }
    return bytes;
  }

  appendMetrics(id: string, block: MetricsBlock): Promise<void> {
    return this.lines.appendMetrics(id, block);
  }

  appendSample(id: string, sample: Sample): Promise<void> {
    return this.lines.appendSample(id, sample);
  }

  appendEvent(id: string, event: RunEvent): Promise<void> {
    return this.lines.appendEvent(id, event);
  }

  /** The columns that a run's metrics began with, and keep; empty where nothing was measured yet. */
  columns(id: string): Promise<readonly string[]> {
    return this.lines.columns(id);
  }

  history(id: string): Promise<History> {
    return this.lines.history(id);
  }

  /** Everything recorded before it is on disk for good when the checkpoint is, and not otherwise. */
  async saveCheckpoint(id: string, iteration: number, { metadata, tensors }: Checkpoint): Promise<void> {
    const recorded = JSON.stringify(await this.lines.sync(id));
    await this.checkpoints.save(id, iteration, { metadata: { ...metadata, [RECORDED]: recorded }, tensors });
  }

  /** The weights that did best on the validation text. */
  saveBest(id: string, checkpoint: Checkpoint): Promise<void> {
    return this.checkpoints.saveBest(id, checkpoint);
  }

  /** Undefined for a run that was never validated, and for a damaged file. */
  loadBest(id: string): Promise<LoadedCheckpoint | undefined> {
    return this.checkpoints.best(id);
  }

  /** What to read with: the weights that did best on the validation text once the run is done, else the newest. */
  async loadWeights({ id, state }: RunRecord): Promise<LoadedCheckpoint> {
    const best = state === 'done' ? await this.loadBest(id) : undefined;
    return best ?? this.loadCheckpoint(id);
  }

  listCheckpoints(id: string): Promise<Checkpoints> {
    return this.checkpoints.list(id);
  }

  /** The file of the weights that were chosen. Throws a UserError where there is none, or it is damaged. */
  async modelFile(record: RunRecord, choice: CheckpointChoice): Promise<Uint8Array> {
    const { id, name } = record;
    if (choice === 'usual') return (await this.loadWeights(record)).bytes;
    if (choice === 'newest') return (await this.loadCheckpoint(id)).bytes;
    const chosen = choice === 'best' ? await this.loadBest(id) : await this.checkpoints.at(id, choice);
    if (chosen) return chosen.bytes;
    throw new UserError(
      'The chosen checkpoint of the run "{0}" is gone or damaged. Choose another one to read with ("Use as Active Model").',
      [name],
    );
  }

  /** The newest that verifies. Throws a UserError when there is none. */
  loadCheckpoint(id: string): Promise<LoadedCheckpoint> {
    return this.checkpoints.newest(id);
  }

  /** Drops what was recorded or saved after the checkpoint of `iteration`, before a run goes on from it. */
  async truncate(id: string, iteration: number): Promise<void> {
    const checkpoint = await this.checkpoints.at(id, iteration);
    const recorded = parseJson(recordedSchema, checkpoint?.metadata[RECORDED] ?? '');
    await this.lines.truncate(id, iteration, recorded);
    await this.checkpoints.removeAfter(id, iteration);
  }

  private async ids(): Promise<string[]> {
    const names = await this.files.list('');
    return names.filter(name => name !== TEXTS && name !== TRASH && v.is(runId, name));
  }

  private async readRemoved(removed: Removed): Promise<RunRecord | undefined> {
    const bytes = await this.trash.record(removed);
    return bytes && parseJson(recordSchema, new TextDecoder().decode(bytes));
  }

  /** Whether a run has this text, or might have it: one in the trash may come back, someone may mend a damaged record. */
  private async isNeeded(text: string): Promise<boolean> {
    const here = (await this.ids()).map(id => this.files.read(runPath(id, RECORD)));
    const removed = (await this.trash.list()).map(each => this.trash.record(each));
    const records = await Promise.all([...here, ...removed]);
    return records.some(bytes => {
      const record = bytes && parseJson(recordSchema, new TextDecoder().decode(bytes));
      return bytes && (!record || textsOf(record).some(({ fingerprint }) => fingerprint === text));
    });
  }

  /** Once, however many runs have it. */
  private async keep(text: RunText, bytes: Uint8Array): Promise<void> {
    const stored = await this.files.read(textPath(text));
    const whole = stored && fingerprint(stored) === text.fingerprint;
    if (!whole) await this.files.writeAtomic(textPath(text), bytes);
  }
}

function textsOf({ text, validationText }: RunRecord): RunText[] {
  return validationText ? [text, validationText] : [text];
}
