import * as vscode from 'vscode';
import { oneLine } from '../../common/harmlessText';
import { perplexity } from '../../engine/scoring/perplexities';
import { commandId } from '../commandId';
import type { ActiveModel } from '../core/activeModel';
import type { ModelScore, TextReader } from '../core/textReader';
import { Owner } from '../disposableOwner';
import { number } from '../format/numbers';
import {
  bothSidesNote,
  figuresOf,
  highestSurprisal,
  leftOutOf,
  mostlyUnknown,
  unreadableIn,
} from './scoreFigures';

/** Milliseconds to wait for a further change of the selection before the selection is read. */
const QUIET = 200;

/** Shows the perplexity of the current selection in the status bar. A click opens the report. */
export class SelectionStatus extends Owner {
  private readonly item: vscode.StatusBarItem;
  private readonly shown = this.own(new vscode.EventEmitter<ModelScore | undefined>());
  /** Fires when the status bar shows a score, with the score, and when the item is hidden, with undefined. */
  readonly onDidShow: vscode.Event<ModelScore | undefined> = this.shown.event;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: AbortController | undefined;

  constructor(
    private readonly reader: TextReader,
    activeModel: ActiveModel,
  ) {
    super();
    const { window, workspace } = vscode;
    const { Right } = vscode.StatusBarAlignment;
    this.item = this.own(window.createStatusBarItem('elman.selection', Right, 101));
    this.item.name = vscode.l10n.t('Perplexity of the selection');
    this.item.command = commandId('openReport');
    const listeners = [
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.look(textEditor)),
      window.onDidChangeActiveTextEditor(() => this.look()),
      workspace.onDidChangeTextDocument(({ document }) => this.look(editorOf(document))),
      workspace.onDidChangeConfiguration(
        change => change.affectsConfiguration('elman.reading') && this.look(),
      ),
      activeModel.onDidChange(() => this.look()),
    ];
    for (const listener of listeners) this.own(listener);
  }

  override dispose(): void {
    this.cancel();
    super.dispose();
  }

  /** Cancels the reading of the previous selection, and schedules a reading of the current selection. */
  private look(editor = vscode.window.activeTextEditor): void {
    if (editor !== vscode.window.activeTextEditor) return;
    this.cancel();
    if (!editor || editor.selection.isEmpty) this.show(undefined);
    else this.timer = setTimeout(() => void this.read(editor.document, editor.selection), QUIET);
  }

  private async read(document: vscode.TextDocument, selection: vscode.Selection): Promise<void> {
    this.reading = new AbortController();
    const { signal } = this.reading;
    // Ignores errors here, because they are reported when the user requests a score.
    const score = await this.reader.score(document, selection, signal).catch(() => undefined);
    if (!signal.aborted) this.show(score);
  }

  private cancel(): void {
    clearTimeout(this.timer);
    this.reading?.abort();
  }

  private show(score: ModelScore | undefined): void {
    if (score && score.scored > 0) {
      this.item.text = `$(telescope) ${textOf(score)}`;
      this.item.tooltip = tooltipOf(score);
      this.item.accessibilityInformation = { label: this.item.tooltip, role: 'button' };
      this.item.show();
    } else this.item.hide();
    this.shown.fire(score);
  }
}

/** Returns the tooltip: the name of the model, and one line per figure. */
export function tooltipOf(score: ModelScore): string {
  const figures = [...figuresOf(score), highestSurprisal(score)].map(
    ({ name, value }) => `${name}: ${value}`,
  );
  const notes = [unreadableIn([score]) ?? [], bothSidesNote(score.model) ?? []].flat();
  return [oneLine(score.model.name), ...notes, ...figures].join('\n');
}

/** Returns the text of the status item: the perplexity or, if most tokens are unknown, a warning. */
export function textOf(score: ModelScore): string {
  const warning = mostlyUnknown(score);
  if (warning !== undefined) return warning;
  const [value, leftOut] = [number(perplexity(score)), leftOutOf(score)];
  if (score.model.bothSides) return vscode.l10n.t('pseudo-perplexity {0}', value);
  return leftOut > 0
    ? vscode.l10n.t('perplexity {0} ({1} left out)', value, number(leftOut, 0))
    : vscode.l10n.t('perplexity {0}', value);
}

function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document
    ? editor
    : vscode.window.visibleTextEditors.find(other => other.document === document);
}
