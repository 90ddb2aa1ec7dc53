import * as vscode from 'vscode';
import type { LabelTask, RunRecord, RunSettings } from '../../protocol/run';
import { checkTrusted } from '../checkTrusted';
import { readValidationFile } from '../settings';
import type { RunSetup } from '../training/runSetup';
import { chooseText, readRunText, type Texts, withValidationText } from '../training/textSource';
import type { TrainCommand } from '../training/trainCommand';
import { nameOf } from '../uris';
import { isFolder, readFolder } from './labelledFolder';
import { readLabelSettings } from './labelTrainingSettings';

/** Implements "Train Classifier on This File…" and "Train Tagger on This File…". */
export class TrainLabelsCommand {
  constructor(
    private readonly setup: RunSetup,
    private readonly training: TrainCommand,
    private readonly isTrusted = () => vscode.workspace.isTrusted,
  ) {}

  /** Reads the text, asks the user for the settings, then trains. Undefined if the user cancelled. */
  async run(task: LabelTask, clicked?: unknown): Promise<RunRecord | undefined> {
    checkTrusted(this.isTrusted());
    const uri = chooseText(clicked instanceof vscode.Uri ? clicked : undefined);
    const texts = await this.texts(task, uri);
    const title =
      task === 'tag'
        ? vscode.l10n.t('Train Tagger on {0}', nameOf(uri))
        : vscode.l10n.t('Train Classifier on {0}', nameOf(uri));
    const settings = readLabelSettings(task, uri);
    const hasValidationFile = readValidationFile(uri) !== undefined;
    return this.setup.askList({ title, settings, hasValidationFile }, chosen =>
      this.training.start(texts.text.name, texts, chosen, task),
    );
  }

  /** Trains with the user's settings, changed by `changes`, without questions. */
  async train(task: LabelTask, uri: vscode.Uri, changes: RunSettings = {}): Promise<RunRecord> {
    checkTrusted(this.isTrusted());
    const texts = await this.texts(task, uri);
    const settings = { ...readLabelSettings(task, uri), ...changes };
    return this.training.start(texts.text.name, texts, settings, task);
  }

  /** A folder has a folder of texts for each label. Only a classifier can be trained on it. */
  private async texts(task: LabelTask, uri: vscode.Uri): Promise<Texts> {
    const isOfFolders = task === 'classify' && (await isFolder(uri));
    return withValidationText(isOfFolders ? await readFolder(uri) : await readRunText(uri));
  }
}
