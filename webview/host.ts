import { Channel, type Nothing, type Port } from '../src/protocol/channel';
import type { DashboardEvents, DashboardRequests } from '../src/protocol/dashboard';
import { KeptState, type PageState } from './state';

export type Host = Channel<DashboardRequests, DashboardEvents, Nothing, Nothing>;

/** Returns the channel to the extension, and the state that VS Code keeps for the page. */
export function connect(report: (error: unknown) => void): {
  readonly host: Host;
  readonly state: KeptState;
} {
  const vscode = acquireVsCodeApi<PageState>();
  return {
    host: new Channel(portOf(vscode), {}, report),
    state: new KeptState({ getState: () => vscode.getState(), setState: value => vscode.setState(value) }),
  };
}

/** Returns the port over which a page exchanges messages with the extension. */
export function portOf(vscode: { postMessage(message: unknown): void }): Port {
  return {
    post: message => vscode.postMessage(message),
    listen: receive => window.addEventListener('message', event => receive(event.data)),
  };
}
