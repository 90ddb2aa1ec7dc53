import type { Numbers } from '../../../webview/format';
import type { RunData } from '../../../webview/model/runData';
import { pictureOf } from '../../../webview/plot/export';
import { svgOf } from '../../../webview/plot/svg';
import { plotKinds } from '../../../webview/plots';
import type { Scenery } from '../../../webview/plots/kind';
import type { SeriesStore } from '../../../webview/plots/seriesStore';
import { timeAxis } from '../../../webview/plots/timeAxis';
import { initialState } from '../../../webview/state';
import type { Texts } from '../../../webview/texts';
import { measure, paper } from './paper';

const size = { width: 900, height: 420 };

export interface ReportPlot {
  readonly key: string;
  readonly title: string;
  readonly svg: string;
}

/** The dashboard's plots of the runs, as it draws them until somebody chooses otherwise. */
export function plotsOf(
  runs: readonly RunData[],
  texts: Texts,
  numbers: Numbers,
  store: SeriesStore,
): ReportPlot[] {
  const scenery: Scenery = {
    runs,
    compares: runs.length > 1,
    emphasis: () => undefined,
    state: initialState,
    x: timeAxis(initialState.x, initialState.logX, texts, numbers),
    theme: paper,
    texts,
    numbers,
    store,
  };
  return plotKinds.flatMap(kind => {
    const content = kind.content(scenery);
    if (!content) return [];
    const { title } = content;
    return [{ key: kind.key, title, svg: svgOf(pictureOf(content, size, undefined, paper, measure)) }];
  });
}
