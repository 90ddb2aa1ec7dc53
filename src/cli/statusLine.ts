import { withControlsShown } from './controls';

/** The terminal or log file that progress is written to. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The control sequence that moves to the start of the line and clears the line. */
const ERASE = '\r\u001b[K';

/**
 * Prints permanent lines and, in a terminal, a status line below them that is updated in place. A log file
 * gets only the permanent lines.
 */
export class StatusLine {
  constructor(private readonly screen: Screen) {}

  get isTerminal(): boolean {
    return this.screen.isTTY === true;
  }

  /** Replaces the status line, cut to the terminal's width. */
  show(line: string): void {
    // Some terminals report a width of 0.
    const columns = this.screen.columns || 80;
    if (this.isTerminal) this.screen.write(ERASE + line.slice(0, columns - 1));
  }

  clear(): void {
    if (this.isTerminal) this.screen.write(ERASE);
  }

  /** Prints permanent lines. Clears the status line, which the caller must show again. */
  print(text: string): void {
    this.screen.write(`${this.isTerminal ? ERASE : ''}${withControlsShown(text)}\n`);
  }
}
