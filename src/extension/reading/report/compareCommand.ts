import * as vscode from 'vscode';
import { UserError } from '../../../protocol/userError';
import type { ModelChoice } from '../../core/activeModel';
import type { ReportDocuments } from '../../core/reportDocuments';
import type { TextReader } from '../../core/textReader';
import { withProgress } from '../../withProgress';
import { type ModelSources, pickModels } from '../pickModels';
import { comparisonReport } from './comparisonReport';
import { textOf } from './layout';
import { selectedRanges } from './selectedRanges';

/**
 * Implements "Compare Models on This Text": compares models on the selection or, without a selection, on the
 * whole document.
 */
export class CompareCommand {
  constructor(
    private readonly reader: TextReader,
    private readonly models: ModelSources,
    private readonly documents: ReportDocuments,
  ) {}

  /**
   * Compares the models `chosen`. If `chosen` is undefined, asks the user for the models. Undefined if the
   * user cancelled. Throws a UserError for fewer than two models.
   */
  async run(chosen?: readonly ModelChoice[]) {
    const { document, ranges, name } = selectedRanges();
    await Promise.all([this.models.runManager.load(), this.models.modelRegistry.load()]);
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
    const length = [...document.getText(ranges[0])].length;
    const report = textOf(comparisonReport(comparison, name, length));
    await this.documents.show(vscode.l10n.t('Models on {0}', name), report);
    return comparison;
  }

  /**
   * Asks the user for the models. The two newest runs are checked at first. The active model is also checked
   * if it is not a run. Undefined if the user cancelled.
   */
  private ask(): Promise<ModelChoice[] | undefined> {
    const title = vscode.l10n.t('Models to compare on this text');
    return pickModels(this.models, title, ({ run, isActive }) => (run === undefined ? isActive : run < 2));
  }
}
