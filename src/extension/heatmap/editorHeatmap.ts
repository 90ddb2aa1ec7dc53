import * as vscode from 'vscode';
import type { TokenReading } from '../../protocol/reader';
import type { DocumentRange } from '../core/documentRange';
import { type ColouredRange, colouredRanges } from './colouredRanges';
import type { Palette } from './palette';
import type { HeatmapLevel, HeatmapScale } from './scale';
import { covers, touches, windowOf } from './window';

/** Milliseconds after which what was typed is read. What was scrolled to is bare until it is read, which is at once. */
const PAUSE = 40;

/** Reads a stretch of a document token by token; undefined where there is no model. */
export type ReadTokens = (
  document: vscode.TextDocument,
  stretch: DocumentRange,
  ranks: boolean,
  signal: AbortSignal,
) => Promise<TokenReading | undefined>;

/**
 * Keeps what one editor shows painted. What is painted stays, and moves with the text, until there is something newer;
 * one reading at a time is under way.
 */
export class EditorHeatmap {
  private painted: DocumentRange | undefined;
  private timer: NodeJS.Timeout | undefined;
  private reading: { readonly window: DocumentRange; readonly controller: AbortController } | undefined;
  /** Other lines came to be seen while one was under way. */
  private isBehind = false;
  private disposed = false;

  constructor(
    readonly editor: vscode.TextEditor,
    private readonly read: ReadTokens,
    private readonly scale: () => HeatmapScale,
    private readonly palette: () => Pick<Palette, 'paint' | 'clear'>,
    private readonly failed: (error: unknown) => void,
  ) {
    this.now();
  }

  /** The text, the model or the scale changed. */
  later(): void {
    this.painted = undefined;
    this.reading?.controller.abort();
    this.timer ??= setTimeout(() => this.now(), PAUSE);
  }

  /**
   * Other lines are to be seen; those that were near are painted already. A reading under way is let end, or whoever
   * goes on scrolling would see nothing painted, unless nothing of it is to be seen any more.
   */
  scrolled(): void {
    if (this.timer) return;
    if (this.reading && touches(this.reading.window, this.editor)) this.isBehind = true;
    else if (this.reading || !this.painted || !covers(this.painted, this.editor)) this.now();
  }

  /** Newer weights: unless a reading is under way, which has them or is for something more urgent. */
  refresh(): void {
    if (!this.reading && !this.timer) this.now();
  }

  /** Where the reading began that a token's colour comes from; undefined where there is none. */
  originAt(offset: number): number | undefined {
    const { painted } = this;
    return painted && painted.start <= offset && offset < painted.end ? painted.origin : undefined;
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.reading?.controller.abort();
    this.palette().clear(this.editor);
  }

  private now(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.reading?.controller.abort();
    this.reading = undefined;
    this.isBehind = false;
    const window = windowOf(this.editor);
    if (!window) return;
    const controller = new AbortController();
    this.reading = { window, controller };
    void this.paint(window, controller.signal)
      .catch(error => !controller.signal.aborted && this.failed(error))
      .finally(() => {
        if (this.reading?.controller !== controller) return;
        this.reading = undefined;
        if (this.isBehind && !this.disposed) this.scrolled();
      });
  }

  private async paint(window: DocumentRange, signal: AbortSignal): Promise<void> {
    const { document } = this.editor;
    const { version } = document;
    const scale = this.scale();
    const reading = await this.read(document, window, scale.mode === 'rank', signal);
    if (signal.aborted || this.disposed || document.version !== version) return; // something newer comes
    const patches = reading ? colouredRanges(reading, scale) : [];
    this.palette().paint(this.editor, rangesOf(document, patches));
    this.painted = window;
  }
}

function rangesOf(
  document: vscode.TextDocument,
  patches: readonly ColouredRange[],
): Map<HeatmapLevel, vscode.Range[]> {
  const ranges = new Map<HeatmapLevel, vscode.Range[]>();
  for (const { level, start, end } of patches) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    if (isLineEnd(document, range)) continue;
    const others = ranges.get(level);
    if (others) others.push(range);
    else ranges.set(level, [range]);
  }
  return ranges;
}

/** A newline alone is not to be seen. */
function isLineEnd(document: vscode.TextDocument, { start, end }: vscode.Range): boolean {
  return (
    end.character === 0 && end.line === start.line + 1 && start.isEqual(document.lineAt(start).range.end)
  );
}
