import type { SessionPorts } from '../../engine/train/ports';
import type { Session } from '../../engine/train/session';
import type { RunRecord } from '../../protocol/run';
import { windowOf } from '../../protocol/runFigures';
import { whenOutputIsLost } from '../output';
import { type Listener, rowsOf, validationOf } from './announcements';

/** What asks a program to end; the run is saved first. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof signals)[number];

/** How a run ended, with everything on disk. */
export interface Outcome {
  readonly record: RunRecord;
  readonly exitCode: number;
}

/**
 * Trains the session that `open` gives until it ends, a signal comes or nobody reads the output any more, and lets the
 * listener hear of it.
 */
export async function attend(
  listener: Listener,
  ports: Omit<SessionPorts, 'announce'>,
  open: (ports: SessionPorts) => Promise<Session>,
): Promise<Outcome> {
  let end = () => {};
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });
  let session: Session | undefined;
  let code: number | undefined;
  const stop = (exitCode: number) => {
    code ??= exitCode; // npm hands a Ctrl+C on that came already
    void session?.halt('paused');
  };
  const stopBy = (_: Signal, signal: number) => stop(128 + signal);
  const lock: SessionPorts['lock'] = id => {
    // Until now there was nothing to save: a signal ended the program at once, even while it waited for its input.
    for (const signal of signals) process.on(signal, stopBy);
    return ports.lock(id);
  };
  try {
    session = await open({ ...ports, lock, announce: announceTo(listener, end) });
    whenOutputIsLost(stop);
    if (code === undefined) {
      session.proceed();
      await ended;
    }
    const record = await session.close(); // everything is written when this returns
    return { record, exitCode: exitCodeOf(record, code) };
  } finally {
    for (const signal of signals) process.off(signal, stopBy);
  }
}

/** `end`: the run does not train any more. */
function announceTo(listener: Listener, end: () => void): SessionPorts['announce'] {
  let T = 1;
  return {
    metrics(block) {
      const rows = rowsOf(block);
      listener.metrics(rows);
      for (const row of rows) {
        const validation = validationOf(row, T);
        if (validation) listener.validation(validation);
      }
    },
    sample: sample => listener.sample(sample),
    event: event => listener.change(event),
    run(record) {
      T = windowOf(record);
      listener.run(record);
      if (record.state !== 'running') end();
    },
  };
}

/** That of a shell for a program that a signal ended, where the run would have gone on. */
function exitCodeOf({ state }: RunRecord, code: number | undefined): number {
  if (state === 'done') return code === 1 ? 1 : 0; // 1: what was printed is lost
  return state === 'paused' && code !== undefined ? code : 1;
}
