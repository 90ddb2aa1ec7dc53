import * as vscode from 'vscode';
import type { RunText } from '../../protocol/run';
import type { RunManager } from '../core/runManager';

type Named = Pick<RunText, 'name'>;

/** The texts of a run that is being started or resumed. */
interface Texts {
  readonly text: Named;
  readonly validationText?: Named;
}

/**
 * Starts or resumes a run. Shows the progress in the status bar while the texts are read, because reading a
 * large text takes a while.
 */
export function whileReading<T>(
  runManager: RunManager,
  { text, validationText }: Texts,
  action: () => Promise<T>,
): Thenable<T> {
  const title = vscode.l10n.t('Reading "{0}"…', text.name);
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async progress => {
    const following = runManager.onDidRead(({ name, share }) => {
      const percent = `${Math.floor(100 * share)}%`;
      if (name === text.name) progress.report({ message: percent });
      else if (name === validationText?.name) progress.report({ message: `${name} ${percent}` });
    });
    try {
      return await action();
    } finally {
      following.dispose();
    }
  });
}
