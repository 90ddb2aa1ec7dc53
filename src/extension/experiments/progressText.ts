import * as vscode from 'vscode';
import { timeText } from '../../common/timeLeft';
import { count } from '../format/numbers';
import type { ActiveExperiment } from './activeExperiment';

/** Returns the progress of an experiment as text: `12 of 40, 3:10 left`. */
export function progressText({ progress, secondsLeft }: ActiveExperiment): string {
  const { t } = vscode.l10n;
  const { done, failed, dropped, total } = progress;
  const parts = [
    t('{0} of {1}', count(done + failed + dropped), count(total)),
    ...(secondsLeft === undefined ? [] : [t('{0} left', timeText(secondsLeft))]),
    ...(failed === 0 ? [] : [t('{0} failed', count(failed))]),
  ];
  return parts.join(', ');
}
