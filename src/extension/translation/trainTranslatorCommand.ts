import * as vscode from 'vscode';
import type { RunRecord, RunSettings } from '../../protocol/run';
import { checkTrusted } from '../checkTrusted';
import { readValidationFile } from '../settings';
import type { RunSetup } from '../training/runSetup';
import { chooseText, readRunText, withValidationText } from '../training/textSource';
import type { TrainCommand } from '../training/trainCommand';
import { nameOf } from '../uris';
import { readTranslationSettings } from './translationTrainingSettings';

/** Implements "Train Translator on This File…". */
export class TrainTranslatorCommand {
  constructor(
    private readonly setup: RunSetup,
    private readonly training: TrainCommand,
    private readonly isTrusted = () => vscode.workspace.isTrusted,
  ) {}

  /** Reads the text, asks the user for the settings, then trains. Undefined if the user cancelled. */
  async run(clicked?: unknown): Promise<RunRecord | undefined> {
    checkTrusted(this.isTrusted());
    const uri = chooseText(clicked instanceof vscode.Uri ? clicked : undefined);
    const texts = await withValidationText(await readRunText(uri));
    const question = {
      title: vscode.l10n.t('Train Translator on {0}', nameOf(uri)),
      settings: readTranslationSettings(uri),
      hasValidationFile: readValidationFile(uri) !== undefined,
    };
    return this.setup.askList(question, chosen =>
      this.training.start(texts.text.name, texts, chosen, 'translate'),
    );
  }

  /** Trains with the user's settings, changed by `changes`, without questions. */
  async train(uri: vscode.Uri, changes: RunSettings = {}): Promise<RunRecord> {
    checkTrusted(this.isTrusted());
    const texts = await withValidationText(await readRunText(uri));
    const settings = { ...readTranslationSettings(uri), ...changes };
    return this.training.start(texts.text.name, texts, settings, 'translate');
  }
}
