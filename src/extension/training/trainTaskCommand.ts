import * as vscode from 'vscode';
import type { RunRecord, RunSettings } from '../../protocol/run';
import { checkTrusted } from '../checkTrusted';
import { readValidationFile } from '../settings';
import type { RunSetup } from './runSetup';
import { chooseText, readRunText, withValidationText } from './textSource';
import type { TrainCommand } from './trainCommand';

/** Implements a command that trains a network for another task than the next token, on one text. */
export abstract class TrainTaskCommand {
  protected abstract readonly task: 'translate' | 'cloze';

  constructor(
    private readonly setup: RunSetup,
    private readonly training: TrainCommand,
    private readonly isTrusted = () => vscode.workspace.isTrusted,
  ) {}

  /** The title of the questions. */
  protected abstract title(uri: vscode.Uri): string;
  /** The settings for training on a document: the defaults of the task, and those that the user has set. */
  protected abstract settings(uri: vscode.Uri): RunSettings;

  /** Reads the text, asks the user for the settings, then trains. Undefined if the user cancelled. */
  async run(clicked?: unknown): Promise<RunRecord | undefined> {
    checkTrusted(this.isTrusted());
    const uri = chooseText(clicked instanceof vscode.Uri ? clicked : undefined);
    const texts = await withValidationText(await readRunText(uri));
    const question = {
      title: this.title(uri),
      settings: this.settings(uri),
      hasValidationFile: readValidationFile(uri) !== undefined,
    };
    return this.setup.askList(question, chosen =>
      this.training.start(texts.text.name, texts, chosen, this.task),
    );
  }

  /** Trains with the user's settings, changed by `changes`, without questions. */
  async train(uri: vscode.Uri, changes: RunSettings = {}): Promise<RunRecord> {
    checkTrusted(this.isTrusted());
    const texts = await withValidationText(await readRunText(uri));
    return this.training.start(texts.text.name, texts, { ...this.settings(uri), ...changes }, this.task);
  }
}
