import { constants } from 'node:os';
import type { SessionPorts } from '../../../engine/train/ports';
import type { Session } from '../../../engine/train/session';
import type { RunRecord } from '../../../protocol/run';
import { windowOf } from '../../../protocol/runFigures';
import { type Listener, rowsOf, validationOf } from './news';

/** What asks a program to end; the run is saved first. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof signals)[number];

/** How a run ended, with everything on disk. */
export interface Outcome {
  readonly record: RunRecord;
  readonly exitCode: number;
}

/** Trains the session that `open` gives until it ends or a signal comes, and lets the listener hear of it. */
export async function attend(
  listener: Listener,
  open: (announce: SessionPorts['announce']) => Promise<Session>,
): Promise<Outcome> {
  let end = () => {};
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });
  let T = 1;
  const session = await open({
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
      listener.run(record);
      if (record.state !== 'running') end();
    },
  });
  T = windowOf(session.record);

  let received: Signal | undefined;
  const stop = (signal: Signal) => {
    received ??= signal; // npm hands a Ctrl+C on that came already
    void session.halt('paused');
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    session.proceed();
    await ended;
    const record = await session.close(); // everything is written when this returns
    return { record, exitCode: exitCodeOf(record, received) };
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

/** That of a shell for a program that a signal ended, where the run would have gone on. */
function exitCodeOf({ state }: RunRecord, received: Signal | undefined): number {
  if (state === 'done') return 0;
  return state === 'paused' && received ? 128 + constants.signals[received] : 1;
}
