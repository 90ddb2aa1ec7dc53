import * as vscode from 'vscode';
import { fullName } from '../../common/runNames';
import type { CheckpointChoice } from '../../protocol/modelReference';
import type { RunRecord } from '../../protocol/run';
import type { StoredLanguageModel } from '../../protocol/storedModels';
import type { ActiveModel, ModelChoice } from '../core/activeModel';
import { askModelFile, choiceOfFile } from '../core/modelFileChoice';
import type { ModelRegistry } from '../core/modelRegistry';
import type { RunManager } from '../core/runManager';
import type { TextReader } from '../core/textReader';
import { modelEntry } from '../format/modelTexts';
import { count } from '../format/numbers';
import { runEntry, validated } from '../format/runFigures';
import { showInformation } from '../notify';

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Lets the user choose the active model: a run, a checkpoint, an n-gram model, a mixture, or a file. */
export class ModelPicker {
  constructor(
    private readonly reader: TextReader,
    private readonly runManager: RunManager,
    private readonly modelRegistry: ModelRegistry,
    private readonly activeModel: ActiveModel,
  ) {}

  /** Implements "Choose Active Model…". Offers the newest run, all runs and models, and a file. */
  async choose(): Promise<void> {
    await Promise.all([this.runManager.load(), this.modelRegistry.load()]);
    const { l10n } = vscode;
    const runs = this.runManager.runs.map(record => runItem(record));
    const items: Item<ModelChoice | 'newest' | 'file'>[] = [
      {
        label: `$(history) ${l10n.t('Newest run or model')}`,
        description: l10n.t('follow automatically'),
        value: 'newest',
      },
      ...runs,
      ...this.modelRegistry.models.map(model => storedModelItem(model)),
      { label: `$(folder-opened) ${l10n.t('Open Model File…')}`, value: 'file' },
    ];
    const picked = await vscode.window.showQuickPick(items, {
      title: l10n.t('Active model'),
      placeHolder: this.activeModel.model?.name,
    });
    if (picked?.value === 'file') await this.openFile();
    else if (picked) await this.activeModel.choose(picked.value === 'newest' ? undefined : picked.value);
  }

  /**
   * Implements "Use a Checkpoint as Active Model…". Offers the newest, the best and all stored weights of a
   * run.
   */
  async chooseCheckpoint(record: RunRecord): Promise<void> {
    const { id } = record;
    const { iterations, hasBest } = await this.reader.checkpoints(id);
    const { l10n } = vscode;
    const best = record.validation?.best;
    const items: Item<CheckpointChoice>[] = [
      { label: l10n.t('Newest'), description: l10n.t('follows the training'), value: 'newest' },
      ...(hasBest
        ? [
            {
              label: l10n.t('Best on the validation text'),
              description: best && l10n.t('perplexity {0}', validated(best)),
              value: 'best' as const,
            },
          ]
        : []),
      ...iterations.map(iteration => ({
        label: l10n.t('Iteration {0}', count(iteration)),
        value: iteration,
      })),
    ];
    const picked = await vscode.window.showQuickPick(items, {
      title: l10n.t('Choose the weights of {0}', fullName(record)),
    });
    if (picked) await this.activeModel.choose({ kind: 'run', id, checkpoint: picked.value });
  }

  /**
   * Implements "Open Model File…": makes a file the active model. If the file cannot be read, throws an error
   * and keeps the previous active model.
   */
  async openFile(file?: vscode.Uri): Promise<void> {
    const { l10n } = vscode;
    const uri = file ?? (await askModelFile(l10n.t('Use This Model')));
    if (!uri) return;
    const choice = await choiceOfFile(uri, this.reader);
    if (!choice) return;
    const { description, vocabulary } = await this.reader.describe(choice);
    await this.activeModel.choose(choice);
    const { name } = this.activeModel.named(choice);
    void showInformation(
      l10n.t('Active model: {0} ({1}, {2} symbols).', name, description, count(vocabulary)),
    );
  }
}

function runItem(record: RunRecord): Item<ModelChoice> {
  return { ...runEntry(record), value: { kind: 'run', id: record.id, checkpoint: 'usual' } };
}

function storedModelItem(model: StoredLanguageModel): Item<ModelChoice> {
  return { ...modelEntry(model), value: { kind: 'made', id: model.id } };
}
