import type { Numbers } from '../../../webview/format';
import type { RunData } from '../../../webview/model/runData';
import type { SeriesStore } from '../../../webview/series/seriesStore';
import type { Texts } from '../../../webview/texts';

/** What a report is about, and how it says it. */
export interface Comparison {
  readonly runs: readonly RunData[];
  /** What a run is called, told from others of its name; in Markdown. */
  readonly name: (id: string) => string;
  readonly texts: Texts;
  readonly numbers: Numbers;
  readonly store: SeriesStore;
}
