import * as vscode from 'vscode';
import { inert } from '../protocol/inert';
import { signalOf } from './signal';

/** Milliseconds that nobody minds waiting without a word. */
const SHORT = 500;

/** Does something that may take a while; then its progress is shown, with a button to give up. */
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
