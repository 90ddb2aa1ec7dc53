import * as vscode from 'vscode';
import { labelDefaults } from '../../common/labelDefaults';
import { OPTIMIZER } from '../../common/learningRates';
import type { LabelTask, RunSettings } from '../../protocol/run';
import { labelSettings } from '../../settings/labelSettings';
import { isSet, readTrainingSettings, usedByLabels } from '../settings';

/**
 * Returns the settings for training a classifier or a tagger on a document: the defaults of the task, and those that the user
 * has set. Settings that only language models use are left out.
 */
export function readLabelSettings(task: LabelTask, document: vscode.Uri): RunSettings {
  const configuration = vscode.workspace.getConfiguration('elman', document);
  // A tagger has a tag for each token, so it does not pool them.
  const names = Object.keys(labelSettings).filter(name => task === 'classify' || name !== 'model.pooling');
  const onlyOfLabels = names.map(name => [name, configuration.get<string | number>(name) ?? ''] as const);
  const used = { ...usedByLabels(readTrainingSettings(document)), ...Object.fromEntries(onlyOfLabels) };
  const own = Object.fromEntries(Object.entries(used).filter(([name]) => isSet(name, document)));
  return { ...used, ...labelDefaults(task, own[OPTIMIZER]), ...own };
}
