import * as vscode from 'vscode';
import { DisposableMap } from '../disposableMap';
import { Owner } from '../disposableOwner';
import { EditorHeatmap, type ReadTokens, type ValueAt } from './editorHeatmap';
import type { HeatmapReading } from './heatmapReading';
import { readHeatmapSettings } from './heatmapSettings';
import { Palette } from './palette';
import type { HeatmapScale } from './scale';

export interface EditorHeatmapPorts {
  /** Returns whether the heatmap of a document is on. */
  readonly isOn: (document: vscode.TextDocument) => boolean;
  readonly read: ReadTokens;
  /** Called when the colours of a scale are shown. */
  readonly shown: () => void;
  readonly scaleOf: (document: vscode.TextDocument, reading: HeatmapReading) => Promise<HeatmapScale>;
  /** Called when a document cannot be read by the model. */
  readonly fail: (document: vscode.TextDocument, error: unknown) => void;
}

/**
 * The heatmaps of all visible editors whose document has its heatmap on. All of them use the decorations of
 * one palette.
 */
export class EditorHeatmaps extends Owner {
  private readonly heats = this.own(new DisposableMap<vscode.TextEditor, EditorHeatmap>());
  private palette: Palette | undefined;

  constructor(private readonly ports: EditorHeatmapPorts) {
    super();
    const { window, workspace } = vscode;
    this.own(window.onDidChangeVisibleTextEditors(() => this.update()));
    this.own(
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.heats.get(textEditor)?.scrolled()),
    );
    this.own(
      window.onDidChangeTextEditorSelection(
        ({ textEditor }) => readHeatmapSettings().mode === 'attention' && this.heats.get(textEditor)?.later(),
      ),
    );
    this.own(window.onDidChangeActiveColorTheme(() => this.recolour()));
    this.own(workspace.onDidChangeTextDocument(({ document }) => this.readAgain(document)));
  }

  /** Keeps exactly one EditorHeatmap per visible editor of a document whose heatmap is on. */
  update(): void {
    const editors = vscode.window.visibleTextEditors.filter(({ document }) => this.ports.isOn(document));
    const gone = [...this.heats.keys()].filter(editor => !editors.includes(editor));
    for (const editor of gone) this.heats.delete(editor);
    for (const editor of editors) {
      if (!this.heats.has(editor)) this.heats.set(editor, this.heat(editor));
    }
  }

  /** Schedules a new reading of one document, or of all documents if `document` is undefined. */
  readAgain(document?: vscode.TextDocument): void {
    for (const [editor, heat] of this.heats) {
      if (!document || editor.document === document) heat.later();
    }
  }

  /** Reads the visible text of every editor again, because training has changed the model's weights. */
  refresh(): void {
    for (const heat of this.heats.values()) heat.refresh();
  }

  /**
   * Returns the offset in the text from which the model read to colour the token at `offset`. Undefined if
   * the token has no colour.
   */
  originAt(document: vscode.TextDocument, offset: number): number | undefined {
    const heats = [...this.heats].filter(([editor]) => editor.document === document);
    return heats.map(([, heat]) => heat.originAt(offset)).find(origin => origin !== undefined);
  }

  /** Returns the value of the token at `offset`. Undefined if it is coloured by its surprisal, or not at all. */
  valueAt(document: vscode.TextDocument, offset: number): ValueAt | undefined {
    const heats = [...this.heats].filter(([editor]) => editor.document === document);
    return heats.map(([, heat]) => heat.valueAt(offset)).find(found => found !== undefined);
  }

  override dispose(): void {
    super.dispose();
    this.palette?.dispose();
  }

  private heat(editor: vscode.TextEditor): EditorHeatmap {
    const palette = () => {
      this.palette ??= new Palette(vscode.window.activeColorTheme.kind);
      return this.palette;
    };
    const scales = {
      mode: () => readHeatmapSettings().mode,
      of: this.ports.scaleOf,
      shown: this.ports.shown,
    };
    const fail = (error: unknown) => this.ports.fail(editor.document, error);
    return new EditorHeatmap(editor, this.ports.read, scales, palette, fail);
  }

  /**
   * Creates the decorations again after a change between normal and high-contrast themes. VS Code adapts
   * colours automatically, but not underlines.
   */
  private recolour(): void {
    this.palette?.dispose();
    this.palette = undefined;
    this.readAgain();
  }
}
