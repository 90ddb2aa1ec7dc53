import { isatty } from 'node:tty';
import { reasonOf } from '../protocol/message';
import { codeOf } from '../protocol/unreadable';

/** What the program prints to. */
const streams = [process.stdout, process.stderr];
/** Exit codes of a shell for programs that end by SIGHUP and SIGPIPE, where there are no such signals as well. */
const [HANGUP, BROKEN_PIPE] = [128 + 1, 128 + 13];

type Lost = (exitCode: number) => void;

/** Those of the standard input and output that are terminals as the program starts. */
const terminals = [0, 1, 2].filter(isatty);

let lost: Lost = exitCode => {
  endWithTerminal();
  process.exit(exitCode);
};
let failure: number | undefined;

/** From now on output that nobody reads ends the program, and with the exit code that fits. */
export function watchOutput(): void {
  for (const stream of streams) stream.on('error', lose);
}

/** Whoever has something to save first ends the program itself. Called at once where output was lost before. */
export function whenOutputIsLost(action: Lost): void {
  lost = action;
  if (failure !== undefined) action(failure);
}

/**
 * Ends the program as a closed terminal does. Where Node exits itself it wants to restore the terminal's mode, and
 * aborts (134) because there is no terminal any more.
 */
export function endWithTerminal(): void {
  if (terminals.every(isatty)) return;
  const handler = () => {};
  process.on('SIGHUP', handler).off('SIGHUP', handler); // it may be ignored, as under nohup
  process.kill(process.pid, 'SIGHUP');
}

/** A stream whose failure, also one that is thrown, is reported as lost output. */
export function printTo(stream: NodeJS.WriteStream) {
  return {
    isTTY: stream.isTTY,
    get columns() {
      return stream.columns;
    },
    write(text: string): void {
      if (failure !== undefined && stream.errored) return;
      try {
        stream.write(text);
      } catch (error) {
        lose(error);
      }
    },
  };
}

function lose(error: unknown): void {
  if (failure !== undefined) return;
  failure = exitCodeOf(error);
  if (failure === 1) console.error(`The output could not be written (${reasonOf(error)}).`);
  lost(failure);
}

function exitCodeOf(error: unknown): number {
  switch (codeOf(error)) {
    case 'EPIPE': // whoever reads has enough, as `head` does
    case 'EOF': // the same on Windows
      return BROKEN_PIPE;
    case 'EIO': // the terminal was closed
      return HANGUP;
    default:
      return 1;
  }
}
