import type { Brushes } from '../src/charts/comparison/brush';
import type { Order } from '../src/charts/comparison/columns';
import type { Range } from '../src/charts/plot/scale';
import { initialPlotState, type PlotState } from '../src/charts/plots/plotState';

/** The state of the page that VS Code stores while the page is hidden, moved or reloaded. */
export interface PageState extends PlotState {
  /** The ids of the runs that the user hid. */
  readonly hidden: readonly string[];
  /** The choices for the table of runs: its sort order, its metrics, and whether it shows all settings. */
  readonly order?: Order;
  readonly columns?: readonly string[];
  readonly allSettings: boolean;
  /** The ranges that the user brushed on the axes of settings and results. */
  readonly brushes: Brushes;
  /** The ids, separated by spaces, of the runs for which the user chose `zoom`, `up` and `sample`. */
  readonly runs?: string;
  readonly zoom?: Range | undefined;
  /** The visible ranges of y that the user chose, by the plot's key. */
  readonly up: Readonly<Record<string, Range>>;
  /** The keys of all cards, in the order that the user chose. */
  readonly cards: readonly string[];
  /** The keys of the pinned cards. */
  readonly pinned: readonly string[];
  /** The id of the run whose samples are shown next to the samples of the current run. */
  readonly beside?: string;
  /** The keys of the foldable parts of the page that the user has opened. */
  readonly open: readonly string[];
  /** The index of the chosen sample. Undefined if the page shows the latest sample. */
  readonly sample?: number;
}

/** The default state. */
export const initial: PageState = {
  ...initialPlotState,
  hidden: [],
  brushes: {},
  allSettings: false,
  open: [],
  up: {},
  cards: [],
  pinned: ['loss', 'sample', 'accuracy', 'calibration', 'exactByLength', 'norms', 'flow'],
};

/** The page's state, which VS Code stores. */
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
