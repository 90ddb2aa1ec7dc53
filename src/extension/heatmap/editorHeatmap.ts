import * as vscode from 'vscode';
import { surprisalOf } from '../../common/perplexity';
import type { HeadPlace } from '../../protocol/attentionReading';
import type { UnitPlace } from '../../protocol/unitReading';
import type { DocumentRange } from '../core/documentRange';
import { type ColouredRange, colouredRanges } from './colouredRanges';
import { differenceAt, type HeatmapReading } from './heatmapReading';
import type { Palette } from './palette';
import type { ColourScale, HeatmapLevel, Mode } from './scale';
import { covers, touches, windowOf } from './window';

/**
 * Milliseconds between an edit and the next request to read the text. Further edits in this time cause no
 * additional request. Text that was scrolled into view is read without waiting.
 */
const PAUSE = 40;

/** Reads a range of a document token by token. Undefined if there is no model. */
export type ReadTokens = (
  document: vscode.TextDocument,
  range: DocumentRange,
  ranks: boolean,
  signal: AbortSignal,
) => Promise<HeatmapReading | undefined>;

/**
 * Provides the mode (the measure by which a document is coloured). After a part of the document was read,
 * also provides the document's scale.
 */
export interface ScaleSource {
  mode(): Mode;
  of(document: vscode.TextDocument, reading: HeatmapReading): Promise<ColourScale> | ColourScale;
  /** Called when the colours of a scale are shown. */
  shown?(): void;
}

/** The value by which a token is coloured, and the place of the token. */
export type ValueAt = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'unit'; readonly place: UnitPlace /** NaN: not read. */; readonly value: number }
  | {
      readonly kind: 'state';
      /** Number of the state, from 0; -1 for a token that the model cannot read. */
      readonly state: number;
      /** P(state | all tokens that were read). */
      readonly probability: number;
    }
  | {
      readonly kind: 'attention';
      readonly place: HeadPlace;
      /** The weight, from 0 to 1. NaN: not read. */
      readonly value: number;
    }
  | {
      readonly kind: 'difference';
      /** Surprisal under the active model and under the compared one, in bits. */
      readonly surprisals: readonly [number, number];
      /** NaN if one of the models gives the token no probability. */
      readonly value: number;
    }
);

/**
 * Keeps the visible part of one editor coloured. Existing colours stay, and move with the text, until newer
 * colours replace them. Only one request to read the text runs at a time.
 */
export class EditorHeatmap {
  private painted: DocumentRange | undefined;
  /** The reading whose colours are shown. */
  private shown: HeatmapReading | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: { readonly window: DocumentRange; readonly controller: AbortController } | undefined;
  /** Whether the editor was scrolled to uncoloured lines during the current reading. */
  private isBehind = false;
  private disposed = false;

  constructor(
    readonly editor: vscode.TextEditor,
    private readonly read: ReadTokens,
    private readonly scales: ScaleSource,
    private readonly palette: () => Pick<Palette, 'paint' | 'clear'>,
    private readonly failed: (error: unknown) => void,
  ) {
    this.now();
  }

  /** Schedules a new reading after the text, the model or the scale has changed. */
  later(): void {
    this.painted = undefined;
    this.reading?.controller.abort();
    this.timer ??= setTimeout(() => this.now(), PAUSE);
  }

  /**
   * Handles scrolling: reads again if uncoloured lines came into view. Does not cancel a running reading
   * while part of its text is visible. If it did, no reading would finish during continuous scrolling.
   */
  scrolled(): void {
    if (this.timer) return;
    if (this.reading && touches(this.reading.window, this.editor)) this.isBehind = true;
    else if (this.reading || !this.painted || !covers(this.painted, this.editor)) this.now();
  }

  /** Reads the visible text again with newer weights. Does nothing if a reading is running or scheduled. */
  refresh(): void {
    if (!this.reading && !this.timer) this.now();
  }

  /**
   * Returns the offset from which the model read to colour the token at `offset`. Undefined if the token has
   * no colour.
   */
  originAt(offset: number): number | undefined {
    const { painted } = this;
    return painted && painted.start <= offset && offset < painted.end ? painted.origin : undefined;
  }

  /** Returns the value of the token at `offset`. Undefined if it is coloured by its surprisal, or not at all. */
  valueAt(offset: number): ValueAt | undefined {
    const { painted, shown } = this;
    if (!painted || !shown) return undefined;
    const i = shown.ends.findIndex((end, k) => shown.starts[k] <= offset && offset < end);
    if (i < 0) return undefined;
    const token = { start: shown.starts[i], end: shown.ends[i] };
    if ('unit' in shown) {
      const { place, values } = shown.unit;
      return { kind: 'unit', place, value: values[i], ...token };
    }
    if ('states' in shown) {
      const { path, probabilities } = shown.states;
      return { kind: 'state', state: path[i], probability: probabilities[i], ...token };
    }
    if ('attention' in shown) {
      const { place, weights } = shown.attention;
      return { kind: 'attention', place, value: weights[i], ...token };
    }
    if (!('others' in shown)) return undefined;
    const surprisals = [surprisalOf(shown.logProbs[i]), surprisalOf(shown.others[i])] as const;
    return { kind: 'difference', surprisals, value: differenceAt(shown, i), ...token };
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
    const reading = await this.read(document, window, this.scales.mode() === 'rank', signal);
    const scale = reading && !signal.aborted && (await this.scales.of(document, reading));
    // Drops the result if it belongs to an older version of the document or was cancelled.
    if (signal.aborted || this.disposed || document.version !== version) return;
    const patches = scale ? colouredRanges(reading, scale) : [];
    this.palette().paint(this.editor, rangesOf(document, patches));
    this.painted = window;
    this.shown = reading;
    this.scales.shown?.();
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

/** Returns whether a range covers only a line break, whose colour would be invisible. */
function isLineEnd(document: vscode.TextDocument, { start, end }: vscode.Range): boolean {
  return (
    end.character === 0 && end.line === start.line + 1 && start.isEqual(document.lineAt(start).range.end)
  );
}
