import { IN_MEMORY } from '../../../common/inMemory';
import type { CheckpointChoice } from '../../../protocol/modelReference';
import type { RunRecord, RunText } from '../../../protocol/run';
import type { StoredHistory } from '../../../protocol/storage';
import { UserError } from '../../../protocol/userError';
import type { TextBytes } from '../../data/decode';
import { type NewHash, portableHash } from '../digest';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { compact } from '../paths';
import { Trash, type TrashEntry } from '../trash';
import { CheckpointFiles } from './checkpointFiles';
import type { Checkpoint, LoadedCheckpoint } from './checkpointFormat';
import { MetricsFiles, recordedSchema } from './metricsFiles';
import { RunRecords, recordIn } from './runRecords';
import { RunTexts, textsOf } from './runTexts';
import { averageRows } from './uncorrectedAverage';

/** The metadata key under which a checkpoint contains the lengths of the run's other files. */
const RECORDED = 'recorded';

/**
 * Stores all runs. The folder of a run contains `<id>/run.json`, `metrics.jsonl`, `samples.jsonl`,
 * `events.jsonl` and `checkpoints/<iteration>.safetensors`. A copy of each text, `texts/<sha256>.txt`, makes
 * a run independent of the original file.
 *
 * `records`, `lines` and `checkpoints` each read and write one kind of file. The methods of this class
 * perform operations on several kinds, such as saving a checkpoint together with the lengths of the other
 * files.
 */
export class RunStore {
  readonly records: RunRecords;
  readonly lines: MetricsFiles;
  readonly checkpoints: CheckpointFiles;
  private readonly texts: RunTexts;
  private readonly trash: Trash;

  /**
   * `inMemory`: the maximum number of bytes of a text that is read into memory. Larger texts are read in
   * pieces.
   */
  constructor(
    files: FileSystem,
    readonly newHash: NewHash = portableHash,
    inMemory = IN_MEMORY,
  ) {
    this.records = new RunRecords(files);
    this.texts = new RunTexts(files, newHash, inMemory);
    this.lines = new MetricsFiles(files);
    this.checkpoints = new CheckpointFiles(files, newHash);
    this.trash = new Trash(files);
  }

  async create(record: RunRecord, text: TextBytes, validationText?: TextBytes): Promise<void> {
    await this.texts.keep(record.text, text);
    if (record.validationText && validationText) await this.texts.keep(record.validationText, validationText);
    await this.records.save(record);
  }

  /** Moves a run to the trash. `now` is the current time in ISO 8601. */
  async remove(id: string, now: string): Promise<void> {
    await this.trash.put(id, now);
  }

  /** Restores a run from the trash. Throws a UserError if the trash does not contain it. */
  async restore(id: string): Promise<RunRecord> {
    await this.trash.takeBack(id);
    return this.records.read(id);
  }

  /** Returns the records of the runs in the trash, most recently removed first. */
  async removed(): Promise<RunRecord[]> {
    const found = await Promise.all((await this.trash.list()).map(each => this.readRemoved(each)));
    return found.filter(record => record !== undefined);
  }

  /**
   * Permanently deletes the runs, models and comparisons that were removed before a time (ISO 8601), and the texts
   * that no other run needs.
   */
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

  /**
   * Reads the training text of a run, unchanged. Throws a UserError if the stored copy is missing or damaged.
   */
  text(record: RunRecord): Promise<TextBytes> {
    return this.texts.read(record, record.text);
  }

  /** Reads the validation text of a run. Undefined if the run has no separate validation text. */
  async validationText(record: RunRecord): Promise<TextBytes | undefined> {
    return record.validationText && this.texts.read(record, record.validationText);
  }

  /** Returns the metrics, samples and setting changes of a run. All are empty if the run no longer exists. */
  async history(id: string): Promise<StoredHistory> {
    const record = await this.records.read(id).catch(() => undefined);
    const history = await this.lines.history(id);
    if (record) averageRows(history.metrics, record);
    return history;
  }

  /** Saves a checkpoint. Before that, makes everything that was recorded earlier durable. */
  async saveCheckpoint(id: string, iteration: number, { metadata, tensors }: Checkpoint): Promise<void> {
    const recorded = JSON.stringify(await this.lines.sync(id));
    await this.checkpoints.write(id, iteration, { metadata: { ...metadata, [RECORDED]: recorded }, tensors });
  }

  /**
   * Loads the weights for scoring: the best weights if the run is done and has a validation, else the newest
   * ones.
   */
  async loadWeights({ id, state }: RunRecord): Promise<LoadedCheckpoint> {
    const best = state === 'done' ? await this.checkpoints.best(id) : undefined;
    return best ?? this.checkpoints.newest(id);
  }

  /**
   * Returns a checkpoint file with the chosen weights. Throws a UserError if the file is missing or damaged.
   */
  async modelFile(record: RunRecord, choice: CheckpointChoice): Promise<Uint8Array> {
    const { id, name } = record;
    if (choice === 'usual') return (await this.loadWeights(record)).bytes;
    if (choice === 'newest') return (await this.checkpoints.newest(id)).bytes;
    const chosen =
      choice === 'best' ? await this.checkpoints.best(id) : await this.checkpoints.at(id, choice);
    if (chosen) return chosen.bytes;
    throw new UserError(
      'The chosen checkpoint of the run "{0}" no longer exists or is damaged. Choose another one ("Use as Active Model").',
      [name],
    );
  }

  /**
   * Discards everything that was recorded or saved after the checkpoint of `iteration`. Called before a run
   * is resumed from this checkpoint.
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
   * Returns whether any run needs this text. Runs in the trash count, because they can be restored. Damaged
   * records count too, because they can be repaired.
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
