import * as vscode from 'vscode';
import { inert } from '../protocol/inert';
import { signalOf } from './signal';

/** Milliseconds before progress is shown. */
const SHORT = 500;

/** Runs an action. If it takes longer than `SHORT`, shows a progress notification with a Cancel button. */
export async function withProgress<T>(
  title: string,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const result = action(controller.signal);
  const isShort = new Promise<boolean>(resolve => {
    const timer = setTimeout(() => resolve(false), SHORT);
    const settle = () => {
      clearTimeout(timer);
      resolve(true);
    };
    result.then(settle, settle);
  });
  if (await isShort) return result;
  const options = { location: vscode.ProgressLocation.Notification, title: inert(title), cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    signalOf(token).addEventListener('abort', () => controller.abort());
    return result;
  });
}
