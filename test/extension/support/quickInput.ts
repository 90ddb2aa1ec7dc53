import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';

const keys = {
  accept: 'workbench.action.acceptSelectedQuickOpenItem',
  close: 'workbench.action.closeQuickOpen',
};

/**
 * Presses a key in every question until the promise settles, because no event reports that a question is
 * shown.
 */
export async function answer<T>(asking: PromiseLike<T>, key: keyof typeof keys): Promise<T> {
  let settled = false;
  const done = Promise.resolve(asking).finally(() => {
    settled = true;
  });
  done.catch(() => undefined); // the caller handles the rejection
  while (!settled) {
    await vscode.commands.executeCommand(keys[key]);
    await setTimeout(100);
  }
  return done;
}
