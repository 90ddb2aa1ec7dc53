import * as vscode from 'vscode';
import { inert } from '../../../protocol/inert';
import { UserError } from '../../../protocol/userError';
import type { ActiveModel, ModelChoice } from '../../lab/activeModel';
import type { Documents } from '../../lab/documents';
import type { Reader } from '../../lab/reader';
import type { RunDesk } from '../../lab/runDesk';
import type { ModelShelf } from '../../lab/shelf';
import { patiently } from '../../patience';
import { modelEntry } from '../../words/modelWords';
import { runEntry } from '../../words/runFigures';
import { comparisonReport } from './comparisonReport';
import { textOf } from './layout';
import { activePassages } from './passages';

/** "Compare Models on This Text": several runs side by side on the selection, or on the whole document. */
export class CompareCommand {
  constructor(
    private readonly reader: Reader,
    private readonly desk: RunDesk,
    private readonly shelf: ModelShelf,
    private readonly activeModel: ActiveModel,
    private readonly documents: Documents,
  ) {}

  /** Without choices the person is asked; undefined when they chose none. */
  async run(chosen?: readonly ModelChoice[]) {
    const { document, ranges, name } = activePassages();
    await Promise.all([this.desk.load(), this.shelf.load()]);
    const choices = chosen ?? (await this.ask());
    if (!choices) return undefined;
    if (choices.length < 2) throw new UserError('Choose at least two models to compare.');
    const title = vscode.l10n.t('Reading {0}', name);
    const comparison = await patiently(title, signal =>
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
    const runs = this.desk.runs.map((record, i) => ({
      ...runEntry(record),
      choice: choiceOf(record.id, active),
      picked: i < 2,
    }));
    const made = this.shelf.models.map(model => {
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

/** The checkpoint that is active, if it is this run's. */
function choiceOf(id: string, active: ModelChoice | undefined): ModelChoice {
  return active?.kind === 'run' && active.id === id ? active : { kind: 'run', id, checkpoint: 'usual' };
}
