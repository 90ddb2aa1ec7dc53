import { Channel, type Nothing } from '../src/protocol/channel';
import type { DashboardEvents, DashboardRequests } from '../src/protocol/dashboard';

export type Host = Channel<DashboardRequests, DashboardEvents, Nothing, Nothing>;

/** What the page keeps of itself while it is hidden, moved or reloaded. */
export interface PageState {
  readonly logLoss: boolean;
}

const vscode = acquireVsCodeApi<PageState>();

export function connect(report: (error: unknown) => void): Host {
  const port = {
    post: (message: unknown) => vscode.postMessage(message),
    listen: (receive: (message: unknown) => void) =>
      window.addEventListener('message', event => receive(event.data)),
  };
  return new Channel(port, {}, report);
}

export const pageState = {
  get: (): PageState => vscode.getState() ?? { logLoss: false },
  set: (state: PageState) => vscode.setState(state),
};
