import * as vscode from 'vscode';
import { clozeDefaults } from '../../common/clozeDefaults';
import { OPTIMIZER } from '../../common/learningRates';
import type { RunSettings } from '../../protocol/run';
import { isSet, readTrainingSettings, usedByCloze } from '../settings';
import { nameOf } from '../uris';
import { TrainTaskCommand } from './trainTaskCommand';

/** Implements "Train Cloze Model on This File…": a network that predicts each token from the tokens on both sides. */
export class TrainClozeCommand extends TrainTaskCommand {
  protected override readonly task = 'cloze';

  protected override title(uri: vscode.Uri): string {
    return vscode.l10n.t('Train Cloze Model on {0}', nameOf(uri));
  }

  /** Leaves out settings that only other networks use. */
  protected override settings(uri: vscode.Uri): RunSettings {
    const used = usedByCloze(readTrainingSettings(uri));
    const set = Object.fromEntries(Object.entries(used).filter(([name]) => isSet(name, uri)));
    return { ...used, ...clozeDefaults(set[OPTIMIZER]), ...set };
  }
}
