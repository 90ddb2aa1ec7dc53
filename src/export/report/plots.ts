import { labelsOf } from '../../charts/comparison/labels';
import { groupingOf } from '../../charts/comparison/seeds';
import { pictureOf } from '../../charts/plot/picture';
import { toSvg } from '../../charts/plot/svg';
import type { PlotContext } from '../../charts/plots/kind';
import { plotKinds } from '../../charts/plots/plotKinds';
import { initialPlotState } from '../../charts/plots/plotState';
import { timeAxis } from '../../charts/plots/timeAxis';
import type { ReportSubject } from './comparison';
import { measure, paper } from './paper';

const size = { width: 900, height: 420 };

export interface ReportPlot {
  readonly key: string;
  readonly title: string;
  readonly svg: string;
}

/** Draws the dashboard's plots of the runs with the default options. */
export function plotsOf({ runs, texts, numbers, store }: ReportSubject): ReportPlot[] {
  const labels = labelsOf(runs);
  const context: PlotContext = {
    runs,
    compares: runs.length > 1,
    label: id => labels.get(id) ?? id,
    emphasis: () => undefined,
    state: { ...initialPlotState, group: groupingOf(undefined, runs) },
    x: timeAxis(initialPlotState.x, initialPlotState.logX, texts, numbers),
    theme: paper,
    texts,
    numbers,
    store,
  };
  return plotKinds.flatMap(kind => {
    const content = kind.content(context);
    if (!content) return [];
    const { title } = content;
    return [{ key: kind.key, title, svg: toSvg(pictureOf(content, size, {}, paper, measure)) }];
  });
}
