import { Channel, type Nothing } from '../src/protocol/channel';
import type { DashboardEvents, DashboardRequests } from '../src/protocol/dashboard';

export type Host = Channel<DashboardRequests, DashboardEvents, Nothing, Nothing>;

export interface Zoom {
  readonly min: number;
  readonly max: number;
}

/** What the page keeps of itself while it is hidden, moved or reloaded. */
export interface PageState {
  readonly logLoss: boolean;
  /** Share of the past in the drawn gradient norms, 0 to 0.99. */
  readonly normSmoothing: number;
  /** Which parameters' gradient norms are drawn; without it, or for a run without these, all or the layers'. */
  readonly norms?: string;
  /** The run that `zoom` and `sample` belong to. */
  readonly run?: string;
  /** Iterations. */
  readonly zoom?: Zoom;
  /** Place of the chosen sample; without one the latest shows. */
  readonly sample?: number;
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
