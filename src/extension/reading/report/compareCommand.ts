import * as vscode from 'vscode';
import { inert } from '../../../protocol/inert';
import { UserError } from '../../../protocol/userError';
import type { ActiveModel, ModelChoice } from '../../core/activeModel';
import type { ModelRegistry } from '../../core/modelRegistry';
import type { ReportDocuments } from '../../core/reportDocuments';
import type { RunManager } from '../../core/runManager';
import type { TextReader } from '../../core/textReader';
import { modelEntry } from '../../format/modelWords';
import { runEntry } from '../../format/runFigures';
import { withProgress } from '../../withProgress';
import { comparisonReport } from './comparisonReport';
import { textOf } from './layout';
import { selectedRanges } from './selectedRanges';

/** "Compare Models on This Text": compares models on the selection, or on the whole document. */
export class CompareCommand {
  constructor(
    private readonly reader: TextReader,
    private readonly runManager: RunManager,
    private readonly modelRegistry: ModelRegistry,
    private readonly activeModel: ActiveModel,
    private readonly documents: ReportDocuments,
  ) {}

  /** Compares the given models, or asks for them. Undefined if the user cancelled. */
  async run(chosen?: readonly ModelChoice[]) {
    const { document, ranges, name } = selectedRanges();
    await Promise.all([this.runManager.load(), this.modelRegistry.load()]);
    const choices = chosen ?? (await this.ask());
    if (!choices) return undefined;
    if (choices.length < 2) throw new UserError('Choose at least two models to compare.');
    const title = vscode.l10n.t('Reading {0}', name);
    const comparison = await withProgress(title, signal =>
      this.reader.compare(document, ranges[0], choices, signal),
    );
    if (comparison.scores[0].scored === 0) {
      throw new UserError(
        'No token of this text is known to all of these models. Choose other models or another text.',
      );
    }
    const report = textOf(comparisonReport(comparison, name));
    await this.documents.show(vscode.l10n.t('Models on {0}', name), report);
    return comparison;
  }

  private async ask(): Promise<ModelChoice[] | undefined> {
    const { choice: active, model } = this.activeModel;
    const file =
      active?.kind === 'file' && model ? [{ label: inert(model.name), choice: active, picked: true }] : [];
    const runs = this.runManager.runs.map((record, i) => ({
      ...runEntry(record),
      choice: choiceOf(record.id, active),
      picked: i < 2,
    }));
    const made = this.modelRegistry.models.map(model => {
      const choice: ModelChoice = { kind: 'made', id: model.id };
      const picked = active?.kind === 'made' && active.id === model.id;
      return { ...modelEntry(model), choice, picked };
    });
    const picked = await vscode.window.showQuickPick([...file, ...runs, ...made], {
      canPickMany: true,
      title: vscode.l10n.t('Models to compare on this text'),
    });
    return picked?.map(({ choice }) => choice);
  }
}

/** Returns the active checkpoint if it belongs to this run, otherwise the run's default weights. */
function choiceOf(id: string, active: ModelChoice | undefined): ModelChoice {
  return active?.kind === 'run' && active.id === id ? active : { kind: 'run', id, checkpoint: 'usual' };
}
