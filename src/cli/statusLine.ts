import { withControlsShown } from './controls';

/** The terminal or log file that progress is written to. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Returns to the start of the line and clears it. */
const ERASE = '\r\u001b[K';

/** A line that a terminal updates in place, below lines that remain. A log file receives only those that remain. */
export class StatusLine {
  constructor(private readonly screen: Screen) {}

  get isTerminal(): boolean {
    return this.screen.isTTY === true;
  }

  /** Replaces the line, cut to the terminal's width. */
  show(line: string): void {
    const { columns = 80 } = this.screen;
    if (this.isTerminal) this.screen.write(ERASE + line.slice(0, columns - 1));
  }

  clear(): void {
    if (this.isTerminal) this.screen.write(ERASE);
  }

  /** Prints lines that remain. The status line must be shown again afterwards. */
  print(text: string): void {
    this.screen.write(`${this.isTerminal ? ERASE : ''}${withControlsShown(text)}\n`);
  }
}
