import type { RunRecord, RunText } from '../../../protocol/run';
import { fingerprintOf } from '../digest';
import type { FileSystem } from '../fileSystem';
import { newId, RECORD, runPath } from '../paths';
import { decodeCheckpoint, iterationIn } from '../runs/checkpointFormat';
import { recordIn } from '../runs/runRecords';
import type { RunStore } from '../runs/runStore';
import { damaged, decodeRunFile, encodeRunFile, type RunFileMember } from './archive';

/** The files of a run that its run file contains unchanged. */
const lines = ['metrics.jsonl', 'samples.jsonl', 'events.jsonl'] as const satisfies readonly RunFileMember[];

/** A run from a run file. `isNew` is false if the file was imported before. */
export interface ImportedRun {
  readonly record: RunRecord;
  readonly isNew: boolean;
}

/**
 * Writes and reads run files (`.elmanrun`): a run as one file, for other people. It contains the record, the metrics, the
 * samples, the changed settings, and the newest and the best weights, but not the text and none of the user's notes.
 */
export class RunFiles {
  constructor(
    private readonly files: FileSystem,
    private readonly store: RunStore,
  ) {}

  /** Returns the run file of a run. Throws a UserError if there is no such run, or it has no undamaged checkpoint. */
  async write(id: string): Promise<Uint8Array> {
    await this.store.records.read(id); // throws a UserError if there is no such run
    // Reads the weights first: a checkpoint that is written meanwhile must not be newer than the metrics.
    const { bytes: weights } = await this.store.checkpoints.newest(id);
    const best = await this.store.checkpoints.best(id);
    const [metrics, samples, events] = await Promise.all(
      lines.map(async name => (await this.files.read(runPath(id, name))) ?? new Uint8Array()),
    );
    const members = {
      'run.json': encodeRecord(shared(await this.store.records.read(id))),
      'metrics.jsonl': metrics,
      'samples.jsonl': samples,
      'events.jsonl': events,
      'weights.safetensors': weights,
      ...(best && { 'best.safetensors': best.bytes }),
    };
    return encodeRunFile(members, this.store.newHash);
  }

  /**
   * Stores the run of a run file. Its id is that of no other run. If the run is in the trash, restores it. Throws a UserError
   * if the file is not a run file or is damaged.
   */
  async read(file: Uint8Array): Promise<ImportedRun> {
    const members = decodeRunFile(file, this.store.newHash);
    const found = recordIn(members['run.json']);
    const checkpoint = members['weights.safetensors'];
    const iteration = iterationIn(decodeCheckpoint(checkpoint, this.store.newHash));
    const best = members['best.safetensors'];
    if (best) decodeCheckpoint(best, this.store.newHash); // throws a UserError if it is damaged
    if (!found || iteration === undefined) throw damaged();
    const time = new Date(found.createdAt).toISOString();
    // Years after 9999 have a sign and more digits.
    if (!/^\d{4}-/.test(time)) throw damaged();
    const id = newId(time, fingerprintOf([file], this.store.newHash).slice(0, 8));
    if (await this.store.records.exists(id))
      return { record: await this.store.records.read(id), isNew: false };
    if ((await this.store.removed()).some(removed => removed.id === id))
      return { record: await this.store.restore(id), isNew: true };
    const name = `${String(iteration).padStart(12, '0')}.safetensors`;
    await this.files.writeAtomic(runPath(id, 'checkpoints', name), checkpoint);
    if (best) await this.files.writeAtomic(runPath(id, 'checkpoints', 'best.safetensors'), best);
    for (const each of lines) await this.files.writeAtomic(runPath(id, each), members[each]);
    const record = await this.placed({ ...shared(found), id, imported: true });
    // The record is written last, because a folder without a record is not a run.
    await this.files.writeAtomic(runPath(id, RECORD), encodeRecord(record));
    return { record, isNew: true };
  }

  /** Gives the texts of a run the places that the same texts have in the user's own runs. */
  private async placed(record: RunRecord): Promise<RunRecord> {
    const own = await this.store.records.list();
    const known = own.flatMap(({ text, validationText }) => [
      text,
      ...(validationText ? [validationText] : []),
    ]);
    const place = (text: RunText): RunText => {
      const same = known.find(({ fingerprint, uri }) => fingerprint === text.fingerprint && uri !== '');
      return { ...text, uri: same?.uri ?? '' };
    };
    const { text, validationText } = record;
    return { ...record, text: place(text), ...(validationText && { validationText: place(validationText) }) };
  }
}

/** Returns the record of a run as other people get it: without the places of its texts and without labels except the name. */
function shared({ tags: _, starred: __, note: ___, ...record }: RunRecord): RunRecord {
  const { text, validationText, state } = record;
  return {
    ...record,
    state: state === 'running' || state === 'interrupted' ? 'stopped' : state,
    text: { ...text, uri: '' },
    ...(validationText && { validationText: { ...validationText, uri: '' } }),
  };
}

const encodeRecord = (record: RunRecord) =>
  new TextEncoder().encode(`${JSON.stringify(record, undefined, 2)}\n`);
