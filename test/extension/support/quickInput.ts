import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';

const keys = {
  accept: 'workbench.action.acceptSelectedQuickOpenItem',
  close: 'workbench.action.closeQuickOpen',
};

/**
 * Presses a key in every question until the promise settles. Presses it repeatedly, because no event reports
 * that a question is shown.
 */
export async function answer<T>(asking: PromiseLike<T>, key: keyof typeof keys): Promise<T> {
  let settled = false;
  const done = Promise.resolve(asking).finally(() => {
    settled = true;
  });
  // The caller handles the rejection.
  done.catch(() => undefined);
  while (!settled) {
    await vscode.commands.executeCommand(keys[key]);
    await setTimeout(100);
  }
  return done;
}
