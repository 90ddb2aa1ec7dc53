import * as vscode from 'vscode';
import { plural } from '../../../common/plural';
import type { TableRows } from '../../../protocol/surprisalPage';
import { UserError } from '../../../protocol/userError';
import { firstFolder } from '../../askWhere';
import { type ModelChoice, noModel } from '../../core/activeModel';
import type { ReportDocuments } from '../../core/reportDocuments';
import type { SurprisalReader } from '../../core/surprisalReader';
import { count } from '../../format/numbers';
import type { Messages } from '../../messages';
import { showInformation } from '../../notify';
import { nameOf } from '../../uris';
import { withProgress } from '../../withProgress';
import { type ModelSources, pickModels } from '../pickModels';
import type { SelectedRanges } from '../report/selectedRanges';
import { textsToExport } from './exportedTexts';
import { pickRows } from './pickRows';

/** The choices for an export: the rows of the table, the models, and the file. */
export interface SurprisalChoice extends TableRows {
  readonly choices: readonly ModelChoice[];
  readonly target: vscode.Uri;
}

/** Implements "Export Surprisal…", which writes the surprisal of every token, word or region to a table. */
export class ExportSurprisalCommand {
  constructor(
    private readonly reader: SurprisalReader,
    private readonly models: ModelSources,
    private readonly documents: ReportDocuments,
    private readonly messages: Messages,
  ) {}

  /**
   * Exports the selections of the active editor or, without a selection, its whole document. If files were
   * clicked in the explorer, exports these files.
   */
  async run(clicked?: unknown, all?: unknown): Promise<void> {
    const texts = await textsToExport(this.documents, clicked, all);
    const rows = await pickRows(texts[0].document);
    const choices = rows && (await this.pick());
    if (choices) await this.save(texts, rows, choices);
  }

  /** Asks the user for a file and writes the table to it. */
  async save(
    texts: readonly SelectedRanges[],
    rows: TableRows,
    choices: readonly ModelChoice[],
  ): Promise<void> {
    const target = await askTarget(texts);
    if (!target) return;
    const written = await this.write(texts, { ...rows, choices, target });
    const open = vscode.l10n.t('Open');
    const args = [nameOf(target), count(written)];
    const message = plural(
      written,
      vscode.l10n.t(
        'Saved {0} with {1} row, and beside it {0}.json, which says which model made it.',
        ...args,
      ),
      vscode.l10n.t(
        'Saved {0} with {1} rows, and beside it {0}.json, which says which model made it.',
        ...args,
      ),
    );
    void showInformation(message, open).then(
      this.messages.guard(chosen => chosen === open && vscode.commands.executeCommand('vscode.open', target)),
    );
  }

  /**
   * Writes the table and returns its number of rows. Throws a UserError if the target is not on this
   * computer.
   */
  async write(
    texts: readonly SelectedRanges[],
    { rows, perLine, choices, target }: SurprisalChoice,
  ): Promise<number> {
    if (target.scheme !== 'file')
      throw new UserError('"{0}" is not on this computer. Choose a folder of this computer.', [
        nameOf(target),
      ]);
    const options = {
      texts,
      choices,
      rows,
      perLine,
      path: target.fsPath,
      hasMark: /\.csv$/i.test(target.path),
    };
    return withProgress(vscode.l10n.t('Reading {0}', namesOf(texts)), (signal, report) =>
      this.reader.export(options, signal, report),
    );
  }

  /**
   * Asks the user for the models. If only one model exists, returns it without asking. Undefined if the user
   * cancelled. Throws a UserError if there is no model, or if the user chose none.
   */
  async pick(): Promise<readonly ModelChoice[] | undefined> {
    const { runManager, modelRegistry, activeModel } = this.models;
    await Promise.all([runManager.load(), modelRegistry.load()]);
    const active = activeModel.choice;
    if (!active) throw noModel();
    if (runManager.runs.length + modelRegistry.models.length <= 1) return [active];
    const title = vscode.l10n.t('Choose models for the export');
    const picked = await pickModels(this.models, title, ({ isActive }) => isActive);
    if (picked?.length === 0) throw new UserError('No model was chosen. Check at least one.');
    return picked;
  }
}

function askTarget(texts: readonly SelectedRanges[]): Thenable<vscode.Uri | undefined> {
  const folder = firstFolder();
  const file = `${texts[0].name.replace(/\.[^.]*$/, '')}-surprisal.tsv`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Surprisal'),
    filters: { TSV: ['tsv'], CSV: ['csv'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
}

const namesOf = (texts: readonly SelectedRanges[]) => texts.map(({ name }) => name).join(', ');
