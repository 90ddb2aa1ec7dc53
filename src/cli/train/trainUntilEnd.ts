import type { SessionPorts } from '../../engine/train/ports';
import type { Session } from '../../engine/train/session';
import type { RunRecord } from '../../protocol/run';
import { whenOutputIsLost } from '../output';
import { endSignals } from '../signals';
import { type Listener, type MetricsRow, rowsOf, validationOf } from './listener';

/** The result of a training, after everything is saved. */
export interface Outcome {
  readonly record: RunRecord;
  readonly exitCode: number;
}

/**
 * Trains the session that `open` returns, and reports its progress to the listener. Stops when the run ends,
 * on a signal, or when the output is lost. If `until` is given, pauses the run after this number of updates.
 */
export async function attend(
  listener: Listener,
  ports: Omit<SessionPorts, 'onRead' | 'onUpdate'>,
  open: (ports: SessionPorts) => Promise<Session>,
  until?: number,
): Promise<Outcome> {
  let end = () => {};
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });
  let session: Session | undefined;
  let code: number | undefined;
  const stop = (exitCode: number) => {
    // Keeps the code of the first signal, because npm sends Ctrl+C to the program twice.
    code ??= exitCode;
    void session?.halt('paused');
  };
  const stopBy = (_: NodeJS.Signals, signal: number) => stop(128 + signal);
  const lock: SessionPorts['lock'] = id => {
    // From here on, a signal saves the run. Before this point there is nothing to save: a signal ends the
    // program immediately, even while it reads its input.
    for (const signal of endSignals) process.on(signal, stopBy);
    return ports.lock(id);
  };
  try {
    session = await open({
      ...ports,
      lock,
      onRead: progress => listener.reading?.(progress),
      onUpdate: forwardTo(listener, end),
    });
    whenOutputIsLost(stop);
    if (code === undefined) {
      session.proceed(until);
      await ended;
    }
    // `close` saves everything before it returns.
    const record = await session.close();
    const isFarEnough = until !== undefined && record.state === 'paused' && record.iteration >= until;
    return { record, exitCode: isFarEnough && code === undefined ? 0 : exitCodeOf(record, code) };
  } finally {
    for (const signal of endSignals) process.off(signal, stopBy);
  }
}

/** Forwards the session's updates to the listener. Calls `end` when the run stops training. */
function forwardTo(listener: Listener, end: () => void): SessionPorts['onUpdate'] {
  // A record arrives before the first metrics.
  let run: RunRecord | undefined;
  const measured = (rows: readonly MetricsRow[]) => {
    listener.metrics(rows);
    for (const row of rows) {
      const validation = run && validationOf(row, run);
      if (validation) listener.validation(validation);
    }
  };
  return update => {
    switch (update.kind) {
      case 'metrics':
        return measured(rowsOf(update.metrics));
      case 'sample':
        return listener.sample(update.sample);
      case 'setting':
        return listener.setting(update.change);
      case 'record':
        run = update.record;
        listener.record(update.record);
        if (update.record.state !== 'running') end();
    }
  };
}

/**
 * Returns the exit code of the program. If a signal paused the run, returns the code with which a shell
 * reports that signal.
 */
function exitCodeOf({ state }: RunRecord, code: number | undefined): number {
  // For a run that is done, code 1 means that the output was lost.
  if (state === 'done') return code === 1 ? 1 : 0;
  return state === 'paused' && code !== undefined ? code : 1;
}
