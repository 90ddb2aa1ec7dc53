import { Channel, type Nothing } from '../src/protocol/channel';
import type { DashboardEvents, DashboardRequests } from '../src/protocol/dashboard';

export type Host = Channel<DashboardRequests, DashboardEvents, Nothing, Nothing>;

/** What the page keeps of itself while it is hidden, moved or reloaded. */
export interface PageState {
  readonly logLoss: boolean;
  /** Share of the past in the drawn gradient norms, 0 to 0.99. */
  readonly normSmoothing: number;
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

const initial: PageState = { logLoss: false, normSmoothing: 0.9 };

export const pageState = {
  get: (): PageState => ({ ...initial, ...vscode.getState() }),
  set: (change: Partial<PageState>) => vscode.setState({ ...pageState.get(), ...change }),
};
