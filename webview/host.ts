import { Channel, type Nothing } from '../src/protocol/channel';
import type { DashboardEvents, DashboardRequests } from '../src/protocol/dashboard';
import { KeptState, type PageState } from './state';

export type Host = Channel<DashboardRequests, DashboardEvents, Nothing, Nothing>;

/** Returns the channel to the extension, and the state that VS Code keeps for the page. */
export function connect(report: (error: unknown) => void): {
  readonly host: Host;
  readonly state: KeptState;
} {
  const vscode = acquireVsCodeApi<PageState>();
  const port = {
    post: (message: unknown) => vscode.postMessage(message),
    listen: (receive: (message: unknown) => void) =>
      window.addEventListener('message', event => receive(event.data)),
  };
  return {
    host: new Channel(port, {}, report),
    state: new KeptState({ getState: () => vscode.getState(), setState: value => vscode.setState(value) }),
  };
}
