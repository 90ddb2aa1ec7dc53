import * as vscode from 'vscode';
import type { ExperimentCheck, FileError } from '../../protocol/experiment';
import { withNames } from '../../protocol/message';
import type { StorageWorker } from '../core/storageWorker';
import { Owner } from '../disposableOwner';
import { isExperimentFile } from './experimentFile';

interface Checked {
  readonly version: number;
  readonly check: ExperimentCheck;
}

/** Checks the open experiment files while the user types, and shows their errors. */
export class Checks extends Owner {
  private readonly changed = this.own(new vscode.EventEmitter<vscode.TextDocument>());
  /** Fires when a file was checked. */
  readonly onDidCheck: vscode.Event<vscode.TextDocument> = this.changed.event;
  private readonly shown = this.own(vscode.languages.createDiagnosticCollection('elman'));
  private readonly checked = new Map<vscode.TextDocument, Checked>();
  private readonly checking = new Set<vscode.TextDocument>();

  constructor(
    private readonly storage: StorageWorker,
    private readonly report: (error: unknown) => void,
  ) {
    super();
    const check = (document: vscode.TextDocument) => void this.check(document);
    this.own(vscode.workspace.onDidOpenTextDocument(check));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document }) => check(document)));
    this.own(vscode.workspace.onDidCloseTextDocument(document => this.forget(document)));
    for (const document of vscode.workspace.textDocuments) check(document);
  }

  /** Returns the newest result of checking a file. Undefined if the file was not checked yet. */
  of(document: vscode.TextDocument): ExperimentCheck | undefined {
    return this.checked.get(document)?.check;
  }

  /**
   * Returns the error for which a diagnostic is shown in this range. Undefined if there is none, or if the
   * text has changed since it was checked.
   */
  errorAt(document: vscode.TextDocument, range: vscode.Range): FileError | undefined {
    const found = this.checked.get(document);
    if (!found || found.version !== document.version || !('error' in found.check)) return undefined;
    const { error } = found.check;
    return rangeOf(document, error).intersection(range) ? error : undefined;
  }

  /** Checks a file. Checks it again if it changes during the check. */
  private async check(document: vscode.TextDocument): Promise<void> {
    if (!isExperimentFile(document.uri) || this.checking.has(document)) return;
    this.checking.add(document);
    try {
      while (!document.isClosed && this.checked.get(document)?.version !== document.version) {
        const { version } = document;
        const check = await this.storage.channel.request('checkExperiment', { source: document.getText() });
        if (!document.isClosed) this.show(document, { version, check });
      }
    } catch (error) {
      this.report(error);
    } finally {
      this.checking.delete(document);
    }
  }

  private show(document: vscode.TextDocument, checked: Checked): void {
    this.checked.set(document, checked);
    if (checked.version === document.version) this.shown.set(document.uri, diagnosticsIn(document, checked));
    this.changed.fire(document);
  }

  private forget(document: vscode.TextDocument): void {
    this.checked.delete(document);
    this.shown.delete(document.uri);
  }
}

function diagnosticsIn(document: vscode.TextDocument, { check }: Checked): vscode.Diagnostic[] {
  if (!('error' in check)) return [];
  const { error } = check;
  const message = vscode.l10n.t(error.template, ...withNames(error.args, setting => setting));
  const diagnostic = new vscode.Diagnostic(rangeOf(document, error), message);
  diagnostic.source = 'Elman';
  return [diagnostic];
}

/**
 * Returns the range of an error in a document. It contains at least one character, so that the user can see
 * it.
 */
export function rangeOf(document: vscode.TextDocument, { offset, length }: FileError): vscode.Range {
  const end = offset + Math.max(1, length);
  return new vscode.Range(document.positionAt(offset), document.positionAt(end));
}
