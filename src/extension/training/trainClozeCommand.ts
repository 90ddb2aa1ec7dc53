import * as vscode from 'vscode';
import { clozeDefaults } from '../../common/clozeDefaults';
import { OPTIMIZER } from '../../common/learningRates';
import type { RunRecord, RunSettings } from '../../protocol/run';
import { checkTrusted } from '../checkTrusted';
import { isSet, readTrainingSettings, readValidationFile, usedByCloze } from '../settings';
import { nameOf } from '../uris';
import type { RunSetup } from './runSetup';
import { chooseText, readRunText, withValidationText } from './textSource';
import type { TrainCommand } from './trainCommand';

/** Implements "Train Cloze Model on This File…": a network that predicts each token from the tokens on both sides. */
export class TrainClozeCommand {
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
      title: vscode.l10n.t('Train Cloze Model on {0}', nameOf(uri)),
      settings: readClozeSettings(uri),
      hasValidationFile: readValidationFile(uri) !== undefined,
    };
    return this.setup.askList(question, chosen =>
      this.training.start(texts.text.name, texts, chosen, 'cloze'),
    );
  }

  /** Trains with the user's settings, changed by `changes`, without questions. */
  async train(uri: vscode.Uri, changes: RunSettings = {}): Promise<RunRecord> {
    checkTrusted(this.isTrusted());
    const texts = await withValidationText(await readRunText(uri));
    return this.training.start(texts.text.name, texts, { ...readClozeSettings(uri), ...changes }, 'cloze');
  }
}

/**
 * Returns the settings for training a cloze model on a document: its defaults, and those that the user has set. Settings that
 * only other networks use are left out.
 */
function readClozeSettings(document: vscode.Uri): RunSettings {
  const used = usedByCloze(readTrainingSettings(document));
  const set = Object.fromEntries(Object.entries(used).filter(([name]) => isSet(name, document)));
  return { ...used, ...clozeDefaults(set[OPTIMIZER]), ...set };
}
