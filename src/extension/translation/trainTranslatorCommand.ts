import * as vscode from 'vscode';
import type { RunSettings } from '../../protocol/run';
import { TrainTaskCommand } from '../training/trainTaskCommand';
import { nameOf } from '../uris';
import { readTranslationSettings } from './translationTrainingSettings';

/** Implements "Train Translator on This File…". */
export class TrainTranslatorCommand extends TrainTaskCommand {
  protected override readonly task = 'translate';

  protected override title(uri: vscode.Uri): string {
    return vscode.l10n.t('Train Translator on {0}', nameOf(uri));
  }

  protected override settings(uri: vscode.Uri): RunSettings {
    return readTranslationSettings(uri);
  }
}
