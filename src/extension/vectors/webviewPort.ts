import type * as vscode from 'vscode';
import type { Disposable, Port } from '../../protocol/channel';
import { readMessage } from '../core/pageMessage';

/**
 * Returns the port over which messages are exchanged with a page, and the subscription to the page's
 * messages.
 */
export function webviewPort(webview: vscode.Webview): {
  readonly port: Port;
  readonly listening: Disposable;
} {
  let receive: (message: unknown) => void = () => undefined;
  const listening = webview.onDidReceiveMessage(received => {
    const message = readMessage(received);
    if (message) receive(message);
  });
  const port: Port = {
    post: message => void webview.postMessage(message),
    listen: receiver => {
      receive = receiver;
    },
  };
  return { port, listening };
}
