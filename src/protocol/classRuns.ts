import type { Message } from './message';
import type { RunRecord } from './run';
import type { StoredHistory } from './storage';

/** A run file (`.elmanrun`) of a class. */
export interface ClassRun {
  /** Name of the file without its ending, which usually names the pupils. */
  readonly file: string;
  readonly record: RunRecord;
  readonly history: StoredHistory;
}

/** A file that could not be read. */
export interface UnreadFile {
  readonly file: string;
  readonly reason: Message;
}

/** The readable and the unreadable run files of a class. */
export interface ClassRuns {
  readonly runs: readonly ClassRun[];
  readonly unread: readonly UnreadFile[];
}
