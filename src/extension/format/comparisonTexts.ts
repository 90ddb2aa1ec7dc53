import * as vscode from 'vscode';
import { oneLine } from '../../common/harmlessText';
import type { KindsRecord } from '../../protocol/kindsComparison';
import { count, time } from './numbers';

/** Returns the entry of a comparison of kinds of models in a list: its text, when it began, and how much of it is done. */
export const comparisonEntry = ({ text, createdAt, results, options }: KindsRecord) => ({
  label: vscode.l10n.t('Kinds of models on {0}', oneLine(text.name)),
  description: time(createdAt),
  detail: vscode.l10n.t('{0} of {1} kinds', count(results.length), count(options.models.length)),
});
