import type { TextBytes } from '../engine/data/decode';
import type { RunSource } from '../engine/train/firstReading';
import { withControlsShown } from './controls';
import { STDOUT } from './files';
import { type Screen, StatusLine } from './statusLine';

/** Texts with fewer bytes than this are scored in a short time, so that no progress is shown. */
const SHORT = 1 << 22;

/**
 * Returns the bytes of a text that is read in pieces. While they are read, the status line of a terminal shows
 * how much of a large text has been scored. The status line disappears at the end of the text or at an error.
 * A text in memory is returned unchanged.
 */
export function showingProgress({ name, bytes, size = 0 }: RunSource, screen: Screen): TextBytes {
  if (typeof bytes !== 'function' || size < SHORT) return bytes;
  return function* () {
    const status = new StatusLine(screen);
    let read = 0;
    try {
      for (const piece of bytes()) {
        status.show(withControlsShown(`Scoring ${name}: ${Math.floor((100 * read) / size)}%`));
        yield piece;
        read += piece.length;
      }
    } finally {
      status.clear();
    }
  };
}

/**
 * Returns where to show the progress of a command that writes to `target`: the standard error, but nowhere if
 * the results appear in the same terminal while the text is read.
 */
export const screenBeside = (target: string): Screen =>
  target === STDOUT && process.stdout.isTTY ? { write: () => true } : process.stderr;
