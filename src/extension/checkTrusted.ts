import * as vscode from 'vscode';
import { UserError } from '../protocol/userError';

/**
 * Throws a UserError if the workspace is not trusted: training that takes long, as that of experiments, begins only in trusted
 * workspaces.
 */
export function checkTrusted(isTrusted = vscode.workspace.isTrusted): void {
  if (isTrusted) return;
  throw new UserError(
    'In Restricted Mode, you cannot run experiments, train hidden Markov models, linear dynamical systems, classifiers or taggers, or compare kinds of models. Trust the workspace first.',
  );
}
