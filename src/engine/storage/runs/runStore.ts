import type { RunEvent } from '../../../protocol/liveSettings';
import type { CheckpointChoice, Checkpoints } from '../../../protocol/reader';
import type { Labels, MetricsBlock, RunRecord, RunText, Sample } from '../../../protocol/run';
import type { StoredHistory } from '../../../protocol/storage';
import { UserError } from '../../../protocol/userError';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { compact, runPath } from '../paths';
import { Trash, type TrashEntry } from '../trash';
import type { Checkpoint, LoadedCheckpoint } from './checkpoint';
import { CheckpointFiles } from './checkpointFiles';
import { averageRows } from './olderAverage';
import { RunLines, recordedSchema } from './runLines';
import { RunRecords, recordIn } from './runRecords';
import { RunTexts, textsOf } from './runTexts';

/** Where a checkpoint's metadata say how much had been recorded before it. */
const RECORDED = 'recorded';

/**
 * All runs: `<id>/run.json`, `metrics.jsonl`, `samples.jsonl`, `events.jsonl`, `checkpoints/<iteration>.safetensors`, and
 * `texts/<sha256>.txt`, the copy of its text that makes a run independent of where the text came from.
 */
export class RunStore {
  private readonly records: RunRecords;
  private readonly texts: RunTexts;
  private readonly lines: RunLines;
  private readonly checkpoints: CheckpointFiles;
  private readonly trash: Trash;

  constructor(files: FileSystem) {
    this.records = new RunRecords(files);
    this.texts = new RunTexts(files);
    this.lines = new RunLines(files);
    this.checkpoints = new CheckpointFiles(files);
    this.trash = new Trash(files);
  }

  async create(record: RunRecord, text: Uint8Array, validationText?: Uint8Array): Promise<void> {
    await this.texts.keep(record.text, text);
    if (record.validationText && validationText) await this.texts.keep(record.validationText, validationText);
    await this.save(record);
  }

  save(record: RunRecord): Promise<void> {
    return this.records.save(record);
  }

  /** With its labels. Throws a UserError where there is no such run or its record is damaged. */
  read(id: string): Promise<RunRecord> {
    return this.records.read(id);
  }

  /** Whether there is a record of the run, whole or not. */
  exists(id: string): Promise<boolean> {
    return this.records.exists(id);
  }

  /** Every run that can be read, or those of these, newest first; one that can't is left alone. */
  list(of?: readonly string[]): Promise<RunRecord[]> {
    return this.records.list(of);
  }

  /** The first of all runs, by their ids. */
  newest(count: number): Promise<RunRecord[]> {
    return this.records.newest(count);
  }

  /** What `labels` does not name stays. */
  label(id: string, labels: Labels): Promise<RunRecord> {
    return this.records.label(id, labels);
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
        if (!(await this.isNeeded(text))) await this.texts.remove(text);
      }
    }
  }

  /** The text of a run, byte by byte. Throws a UserError where it is gone. */
  text(record: RunRecord): Promise<Uint8Array> {
    return this.texts.read(record, record.text);
  }

  /** Likewise what it is validated on, if that is a text of its own. */
  async validationText(record: RunRecord): Promise<Uint8Array | undefined> {
    return record.validationText && this.texts.read(record, record.validationText);
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

  /** What was measured, sampled and changed; empty where there is no such run any more. */
  async history(id: string): Promise<StoredHistory> {
    const record = await this.read(id).catch(() => undefined);
    const history = await this.lines.history(id);
    if (record) averageRows(history.metrics, record);
    return history;
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
      'The chosen checkpoint of the run "{0}" no longer exists or is damaged. Choose another one ("Use as Active Model").',
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

  private async readRemoved(removed: TrashEntry): Promise<RunRecord | undefined> {
    const bytes = await this.trash.record(removed);
    return bytes && recordIn(bytes);
  }

  /** Whether a run has this text, or might have it: one in the trash may come back, someone may mend a damaged record. */
  private async isNeeded(text: RunText): Promise<boolean> {
    const removed = (await this.trash.list()).map(each => this.trash.record(each));
    const records = [...(await this.records.all()), ...(await Promise.all(removed))];
    return records.some(bytes => {
      const record = bytes && recordIn(bytes);
      return (
        bytes && (!record || textsOf(record).some(({ fingerprint }) => fingerprint === text.fingerprint))
      );
    });
  }
}
