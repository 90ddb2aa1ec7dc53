import * as vscode from 'vscode';
import { ChannelClosed } from '../../protocol/channel';
import type { RunRecord } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { type ActiveModel, noModel } from '../core/activeModel';
import type { RunManager } from '../core/runManager';
import { Owner } from '../disposableOwner';
import type { ChosenHead } from './chosenHead';
import type { ChosenUnit } from './chosenUnit';
import type { ComparedModel } from './comparedModel';
import { DocumentScales } from './documentScales';
import type { ReadTokens, ValueAt } from './editorHeatmap';
import { EditorHeatmaps } from './editorHeatmaps';
import type { HeatmapReading } from './heatmapReading';
import type { HeatmapScale } from './scale';
import { ShownDocuments } from './shownDocuments';

export interface HeatmapPorts {
  readonly runManager: RunManager;
  readonly activeModel: ActiveModel;
  readonly read: ReadTokens;
  readonly chosenUnit: ChosenUnit;
  readonly comparedModel: ComparedModel;
  readonly chosenHead: ChosenHead;
  /** Loads the lists of runs and models. */
  readonly load: () => Promise<unknown>;
  /** Stores which documents show the heatmap. */
  readonly state: vscode.Memento;
  /** Shows an error to the user. */
  readonly show: (error: unknown) => void;
}

/**
 * Colours the tokens of documents by their surprisal, rank or probability under the active model, by a unit of it, by
 * its states or its attention, or by its difference from another model, in every editor that shows the documents.
 */
export class Heatmap extends Owner {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  /** Fires when the heatmap of a document is turned on or off, or when the colours of a new scale are shown. */
  readonly onDidChange: vscode.Event<void> = this.changed.event;
  private readonly documents: ShownDocuments;
  private readonly scales: DocumentScales;
  private readonly editors: EditorHeatmaps;
  /** Whether a scale has changed whose colours are not shown yet. */
  private hasNewScale = false;

  constructor(private readonly ports: HeatmapPorts) {
    super();
    const { workspace } = vscode;
    const { runManager, activeModel, read } = ports;
    this.documents = new ShownDocuments(ports.state);
    this.scales = new DocumentScales({
      model: () => activeModel.model,
      compared: () => ports.comparedModel.model,
      read: (document, part, ranks) => read(document, part, ranks, new AbortController().signal),
    });
    this.editors = this.own(
      new EditorHeatmaps({
        isOn: document => this.isOn(document),
        read,
        scaleOf: (document, reading) => this.scale(document, reading),
        shown: () => this.report(),
        fail: (document, error) => this.fail(document, error),
      }),
    );
    const listeners = [
      workspace.onDidCloseTextDocument(document => this.hide(document)),
      workspace.onDidChangeConfiguration(
        change => change.affectsConfiguration('elman') && this.editors.readAgain(),
      ),
      activeModel.onDidChange(() => this.editors.readAgain()),
      ports.chosenUnit.onDidChange(() => this.editors.readAgain()),
      ports.chosenHead.onDidChange(() => this.editors.readAgain()),
      ports.comparedModel.onDidChange(() => this.editors.readAgain()),
      runManager.onDidChange(record => this.updateFor(record)),
    ];
    for (const listener of listeners) this.own(listener);
  }

  /**
   * Shows the heatmap again in the documents that showed it when the window was closed. Does nothing
   * without a model.
   */
  async restore(): Promise<void> {
    const remembered = this.documents.remembered();
    if (remembered.length === 0) return;
    await this.ports.load();
    if (!this.ports.activeModel.model) return;
    this.documents.add(...remembered);
    this.editors.update();
    this.changed.fire();
  }

  isOn(document: vscode.TextDocument): boolean {
    return this.documents.has(document);
  }

  /** Returns the scale by which a document is coloured. Undefined until it is known. */
  scaleOf(document: vscode.TextDocument): HeatmapScale | undefined {
    return this.scales.now(document);
  }

  /**
   * Returns the offset in the text from which the model read to colour the token at a position. A hover reads
   * from the same offset, so that its figures agree with the colour. Undefined if the token has no colour.
   */
  originAt(document: vscode.TextDocument, position: vscode.Position): number | undefined {
    return this.editors.originAt(document, document.offsetAt(position));
  }

  /** Turns the heatmap of a document on. Throws a UserError if there is no active model. */
  async show(document: vscode.TextDocument): Promise<void> {
    await this.ports.load();
    if (!this.ports.activeModel.model) throw noModel();
    this.documents.add(document.uri.toString());
    this.editors.update();
    this.changed.fire();
  }

  /** Turns the heatmap of the active editor on. Throws a UserError if no editor is open. */
  async showActive(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) throw new UserError('No editor is open. Open a text first.');
    await this.show(editor.document);
  }

  hideActive(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document) this.hide(document);
  }

  hide(document: vscode.TextDocument): void {
    if (!this.documents.delete(document)) return;
    this.scales.forget(document);
    this.editors.update();
    this.changed.fire();
  }

  /** Returns the value of the token at a position. Undefined if it is coloured by its surprisal, or not at all. */
  valueAt(document: vscode.TextDocument, position: vscode.Position): ValueAt | undefined {
    return this.editors.valueAt(document, document.offsetAt(position));
  }

  private async scale(document: vscode.TextDocument, reading: HeatmapReading): Promise<HeatmapScale> {
    if ('unit' in reading) this.ports.chosenUnit.accept(reading.unit);
    const before = this.scales.now(document);
    const scale = await this.scales.of(document, reading);
    if (JSON.stringify(scale) !== JSON.stringify(before)) this.hasNewScale = true;
    return scale;
  }

  private report(): void {
    if (!this.hasNewScale) return;
    this.hasNewScale = false;
    this.changed.fire();
  }

  /**
   * Refreshes the colours if the active or the compared model changed. Its weights improve continuously while it trains. A
   * change of the run list (`changed` is undefined) can also make another model active.
   */
  private updateFor(changed: RunRecord | undefined): void {
    const { activeModel, comparedModel } = this.ports;
    if (changed && changed.id !== activeModel.record?.id && !comparedModel.isOf(changed.id)) return;
    if (changed?.state !== 'running') this.editors.readAgain();
    else this.editors.refresh();
  }

  /**
   * Turns the heatmap of a document off and shows the error. If the heatmap stayed on, a model that cannot be
   * used would cause an error after every key press.
   */
  private fail(document: vscode.TextDocument, error: unknown): void {
    // Ignores the end of the worker: either the window closes, or the next reading starts a new worker.
    if (error instanceof ChannelClosed) return;
    this.hide(document);
    this.ports.show(error);
  }
}
