import type { Brushes } from './comparison/brush';
import type { Order } from './comparison/columns';
import type { Range } from './plot/scale';
import { initialPlotState, type PlotState } from './plots/plotState';

/** What the page keeps of itself while it is hidden, moved or reloaded. */
export interface PageState extends PlotState {
  /** Runs that are not drawn, by their ids. */
  readonly hidden: readonly string[];
  /** The table of runs: how it is sorted, which metrics it has, and whether it has all settings. */
  readonly order?: Order;
  readonly columns?: readonly string[];
  readonly allSettings: boolean;
  /** What is brushed on the axes of settings and results. */
  readonly brushes: Brushes;
  /** The runs that `zoom` and `sample` belong to. */
  readonly runs?: string;
  readonly zoom?: Range;
  /** The run whose samples are shown beside those of the current one. */
  readonly beside?: string;
  /** Place of the chosen sample; without one the latest shows. */
  readonly sample?: number;
}

/** Until a person chooses otherwise. */
export const initial: PageState = {
  ...initialPlotState,
  hidden: [],
  brushes: {},
  allSettings: false,
};

/** The page's state, in VS Code's keeping. */
export class KeptState {
  private current: PageState;

  constructor(
    private readonly vscode: { getState(): PageState | undefined; setState(state: PageState): void },
  ) {
    this.current = { ...initial, ...vscode.getState() };
  }

  get value(): PageState {
    return this.current;
  }

  set(change: Partial<PageState>): void {
    this.current = { ...this.current, ...change };
    this.vscode.setState(this.current);
  }
}
