import * as vscode from 'vscode';
import { OPTIMIZER } from '../../common/learningRates';
import { translationDefaults } from '../../common/translationDefaults';
import type { RunSettings } from '../../protocol/run';
import { translationSettings } from '../../settings/translationSettings';
import { isSet, readTrainingSettings, usedByTranslation } from '../settings';

/**
 * Returns the settings for training a translator on a document: its defaults, and those that the user has set. Settings that only
 * other networks use are left out.
 */
export function readTranslationSettings(document: vscode.Uri): RunSettings {
  const configuration = vscode.workspace.getConfiguration('elman', document);
  const own = Object.entries(translationSettings).map(([name, setting]): [string, string | number] => [
    name,
    isSet(name, document) ? (configuration.get<string | number>(name) ?? '') : setting.default,
  ]);
  const used = usedByTranslation(readTrainingSettings(document));
  const set = Object.fromEntries(Object.entries(used).filter(([name]) => isSet(name, document)));
  return { ...used, ...translationDefaults(set[OPTIMIZER]), ...set, ...Object.fromEntries(own) };
}
