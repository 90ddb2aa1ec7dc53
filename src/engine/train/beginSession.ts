import type { PlannedChange } from '../../protocol/liveSettings';
import type { RunRecord } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import type { RunSource } from './firstReading';
import type { SessionPorts } from './ports';
import { Session } from './session';
import { notStored } from './storageErrors';
import type { PreparedTraining } from './trainingParts';
import { saveTrainer } from './trainState';

/** A run that is ready to be stored and trained. */
interface NewRun {
  readonly record: RunRecord;
  readonly prepared: PreparedTraining;
  readonly text: Pick<RunSource, 'bytes'>;
  readonly validationText?: Pick<RunSource, 'bytes'>;
  /** Whether the caller chose the id of the run. There must be no other run with it. */
  readonly isNamed: boolean;
  readonly plan: readonly PlannedChange[];
}

/**
 * Stores a new run with its first checkpoint and its texts, and returns its session. If this fails, throws a UserError
 * and leaves no files.
 */
export async function beginSession(
  ports: SessionPorts,
  { record, prepared, text, validationText, isNamed, plan }: NewRun,
): Promise<Session> {
  const { id, settings } = record;
  const lock = await ports.lock(id).catch(error => {
    throw notStored(error);
  });
  try {
    if (isNamed && (await ports.store.records.exists(id))) throw existing(id);
    // Saves the record last, so that every run that is listed has a checkpoint and can be resumed.
    await ports.store.saveCheckpoint(id, 0, saveTrainer(prepared.trainer, settings, { elapsed: 0 }));
    await ports.store.create(record, text.bytes, validationText?.bytes);
  } catch (error) {
    await lock.release().catch(() => undefined);
    throw notStored(error);
  }
  return new Session(ports, record, prepared, { lock, elapsed: 0, plan });
}

const existing = (id: string) => new UserError('There is a run with the id "{0}" already.', [id]);
