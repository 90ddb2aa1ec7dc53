import { isatty } from 'node:tty';
import { codeOf } from '../common/unreadable';
import { reasonOf } from '../protocol/message';

/** The streams that the program prints to. */
const streams = [process.stdout, process.stderr];
/**
 * Exit codes with which a shell reports SIGHUP and SIGPIPE. Systems without these signals get the same codes.
 */
const [HANGUP, BROKEN_PIPE] = [128 + 1, 128 + 13];

type Lost = (exitCode: number) => void;

/** The descriptors of standard input, output and error that are terminals when the program starts. */
const terminals = [0, 1, 2].filter(isatty);

let lost: Lost = exitCode => {
  endWithTerminal();
  process.exit(exitCode);
};
let failure: number | undefined;

/**
 * From now on, ends the program with a suitable exit code if its output cannot be written, for example
 * because the program that reads the output has exited.
 */
export function watchOutput(): void {
  for (const stream of streams) stream.on('error', lose);
}

/**
 * Sets the action to take when the output can no longer be written. The action may save data first but must
 * end the program. Calls the action immediately if the output is already lost.
 */
export function whenOutputIsLost(action: Lost): void {
  lost = action;
  if (failure !== undefined) action(failure);
}

/**
 * Ends the program by SIGHUP if its terminal was closed. On a normal exit, Node would try to restore the
 * terminal's mode, fail, and abort with code 134.
 */
export function endWithTerminal(): void {
  if (terminals.every(isatty)) return;
  const handler = () => {};
  // Restores the default action of SIGHUP by adding and removing a handler. A program such as nohup may have
  // disabled that action.
  process.on('SIGHUP', handler).off('SIGHUP', handler);
  process.kill(process.pid, 'SIGHUP');
}

/** Wraps a stream. A write that fails or throws is treated as lost output. */
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
    case 'EPIPE': // the reader has stopped reading, as `head` does
    case 'EOF': // on Windows, the reader has stopped reading
      return BROKEN_PIPE;
    case 'EIO': // the terminal was closed
      return HANGUP;
    default:
      return 1;
  }
}
