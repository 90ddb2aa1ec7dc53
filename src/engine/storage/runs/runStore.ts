import { IN_MEMORY } from '../../../common/inMemory';
import type { SettingChange } from '../../../protocol/liveSettings';
import type { CheckpointChoice, Checkpoints } from '../../../protocol/reader';
import type { Labels, MetricsBlock, RunRecord, RunText, Sample } from '../../../protocol/run';
import type { StoredHistory } from '../../../protocol/storage';
import { UserError } from '../../../protocol/userError';
import type { TextBytes } from '../../data/decode';
import { type NewHash, portableHash } from '../digest';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { compact, runPath } from '../paths';
import { Trash, type TrashEntry } from '../trash';
import type { Checkpoint, LoadedCheckpoint } from './checkpoint';
import { CheckpointFiles } from './checkpointFiles';
import { MetricsFiles, recordedSchema } from './metricsFiles';
import { averageRows } from './olderAverage';
import { RunRecords, recordIn } from './runRecords';
import { RunTexts, textsOf } from './runTexts';

/** The metadata key under which a checkpoint stores the lengths of the run's files. */
const RECORDED = 'recorded';

/**
 * Stores all runs: `<id>/run.json`, `metrics.jsonl`, `samples.jsonl`, `events.jsonl` and
 * `checkpoints/<iteration>.safetensors`.
 * A copy of each text, `texts/<sha256>.txt`, makes a run independent of the original file.
 */
export class RunStore {
  private readonly records: RunRecords;
  private readonly texts: RunTexts;
  private readonly lines: MetricsFiles;
  private readonly checkpoints: CheckpointFiles;
  private readonly trash: Trash;

  /** `inMemory`: the largest number of bytes of a text that is read into memory. */
  constructor(
    files: FileSystem,
    readonly newHash: NewHash = portableHash,
    inMemory = IN_MEMORY,
  ) {
    this.records = new RunRecords(files);
    this.texts = new RunTexts(files, newHash, inMemory);
    this.lines = new MetricsFiles(files);
    this.checkpoints = new CheckpointFiles(files);
    this.trash = new Trash(files);
  }

  async create(record: RunRecord, text: TextBytes, validationText?: TextBytes): Promise<void> {
    await this.texts.keep(record.text, text);
    if (record.validationText && validationText) await this.texts.keep(record.validationText, validationText);
    await this.save(record);
  }

  save(record: RunRecord): Promise<void> {
    return this.records.save(record);
  }

  /** Reads a record with its labels. Throws a UserError if there is no such run or its record is damaged. */
  read(id: string): Promise<RunRecord> {
    return this.records.read(id);
  }

  /** Returns whether the run has a record, intact or damaged. */
  exists(id: string): Promise<boolean> {
    return this.records.exists(id);
  }

  /** Returns the records of all runs, or of those in `of`, newest first. Skips unreadable ones. */
  list(of?: readonly string[]): Promise<RunRecord[]> {
    return this.records.list(of);
  }

  /** Returns the newest runs, judging by their ids. */
  newest(count: number): Promise<RunRecord[]> {
    return this.records.newest(count);
  }

  /** Changes the labels given in `labels` and keeps the others. */
  label(id: string, labels: Labels): Promise<RunRecord> {
    return this.records.label(id, labels);
  }

  /** Moves a run to the trash. `now` is in ISO 8601. */
  async remove(id: string, now: string): Promise<void> {
    await this.trash.put(runPath(id), now);
  }

  /** Restores a run from the trash. Throws a UserError if it is not there. */
  async restore(id: string): Promise<RunRecord> {
    await this.trash.takeBack(id);
    return this.read(id);
  }

  /** Returns the records of the runs in the trash, most recently removed first. */
  async removed(): Promise<RunRecord[]> {
    const found = await Promise.all((await this.trash.list()).map(each => this.readRemoved(each)));
    return found.filter(record => record !== undefined);
  }

  /** Permanently deletes what was removed before a time (ISO 8601), and the texts that no other run needs. */
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

  /** Reads the text of a run, unchanged. Throws a UserError if it is missing or damaged. */
  text(record: RunRecord): Promise<TextBytes> {
    return this.texts.read(record, record.text);
  }

  /** Reads the separate validation text of a run, if it has one. */
  async validationText(record: RunRecord): Promise<TextBytes | undefined> {
    return record.validationText && this.texts.read(record, record.validationText);
  }

  appendMetrics(id: string, block: MetricsBlock): Promise<void> {
    return this.lines.appendMetrics(id, block);
  }

  appendSample(id: string, sample: Sample): Promise<void> {
    return this.lines.appendSample(id, sample);
  }

  appendChange(id: string, change: SettingChange): Promise<void> {
    return this.lines.appendChange(id, change);
  }

  /** Returns the columns of a run's metrics, which never change. Empty if there are no metrics yet. */
  columns(id: string): Promise<readonly string[]> {
    return this.lines.columns(id);
  }

  /** Returns the metrics, samples and changed settings of a run; empty if the run no longer exists. */
  async history(id: string): Promise<StoredHistory> {
    const record = await this.read(id).catch(() => undefined);
    const history = await this.lines.history(id);
    if (record) averageRows(history.metrics, record);
    return history;
  }

  /** Saves a checkpoint after making everything recorded before it durable. */
  async saveCheckpoint(id: string, iteration: number, { metadata, tensors }: Checkpoint): Promise<void> {
    const recorded = JSON.stringify(await this.lines.sync(id));
    await this.checkpoints.save(id, iteration, { metadata: { ...metadata, [RECORDED]: recorded }, tensors });
  }

  /** Saves the weights with the lowest validation loss. */
  saveBest(id: string, checkpoint: Checkpoint): Promise<void> {
    return this.checkpoints.saveBest(id, checkpoint);
  }

  /** Loads the best weights. Returns undefined if the run was never validated or the file is damaged. */
  loadBest(id: string): Promise<LoadedCheckpoint | undefined> {
    return this.checkpoints.best(id);
  }

  /**
   * Loads the weights used for scoring: the best ones of a completed run if there are any, else the newest.
   */
  async loadWeights({ id, state }: RunRecord): Promise<LoadedCheckpoint> {
    const best = state === 'done' ? await this.loadBest(id) : undefined;
    return best ?? this.loadCheckpoint(id);
  }

  listCheckpoints(id: string): Promise<Checkpoints> {
    return this.checkpoints.list(id);
  }

  /** Returns the file of the chosen weights. Throws a UserError if it is missing or damaged. */
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

  /** Loads the newest valid checkpoint. Throws a UserError if there is none. */
  loadCheckpoint(id: string): Promise<LoadedCheckpoint> {
    return this.checkpoints.newest(id);
  }

  /**
   * Discards what was recorded or saved after the checkpoint of `iteration`, before a run resumes from it.
   */
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

  /**
   * Returns whether a run uses this text or might: a run in the trash can be restored, and a
   * damaged record can be repaired.
   */
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
