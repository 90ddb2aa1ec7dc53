import type { Range } from './plot/scale';
import type { TimeColumn } from './plots/timeAxis';

/** By which column the table of runs is sorted. */
export interface Order {
  readonly key: string;
  readonly descending: boolean;
}

/** What the page keeps of itself while it is hidden, moved or reloaded. */
export interface PageState {
  /** What counts along the plots. */
  readonly x: TimeColumn;
  readonly logX: boolean;
  /** Share of the past in what is drawn, 0 to 0.999. */
  readonly smoothing: number;
  /** Whether a plot's y axis is logarithmic, by the plot's key, where a person chose it. */
  readonly logarithmic: Readonly<Record<string, boolean>>;
  readonly likelihood: 'perplexity' | 'bits';
  /** Which parameters' gradient norms are drawn; without it, or for runs without these, all or the layers'. */
  readonly norms?: string;
  /** Runs that are not drawn, by their ids. */
  readonly hidden: readonly string[];
  /** The table of runs: how it is sorted, which metrics it has, and whether it has all settings. */
  readonly order?: Order;
  readonly columns?: readonly string[];
  readonly allSettings: boolean;
  /** The setting whose values the plots tell apart, instead of single runs. */
  readonly group?: string;
  /** The runs that `zoom` and `sample` belong to. */
  readonly runs?: string;
  readonly zoom?: Range;
  /** The run whose samples are shown beside those of the current one. */
  readonly beside?: string;
  /** Place of the chosen sample; without one the latest shows. */
  readonly sample?: number;
}

/** How a page begins. */
export const initialState: PageState = {
  x: 'iteration',
  logX: false,
  smoothing: 0.9,
  logarithmic: {},
  likelihood: 'perplexity',
  hidden: [],
  allSettings: false,
};

/** The page's state, in VS Code's keeping. */
export class KeptState {
  private current: PageState;

  constructor(
    private readonly vscode: { getState(): PageState | undefined; setState(state: PageState): void },
  ) {
    this.current = { ...initialState, ...vscode.getState() };
  }

  get value(): PageState {
    return this.current;
  }

  set(change: Partial<PageState>): void {
    this.current = { ...this.current, ...change };
    this.vscode.setState(this.current);
  }
}
