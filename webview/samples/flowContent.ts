import { drawnRuns, emphasisOf } from '../comparison/drawnRuns';
import { labelsOf } from '../comparison/labels';
import type { RunData } from '../model/runData';
import type { Page } from '../page';
import type { Curve, PlotContent } from '../plot/content';
import { type PlotTheme, penOf } from '../plot/theme';
import { ListData } from '../series/listData';
import { layerPen } from './layers';

/** Decades of the y axis, at least: a line that keeps its height must look flat. */
const DECADES = 3;

/** Gradients by lag at the chosen time: of one run by layer, of several in the colours of the runs. */
export function flowContent(page: Page, theme: PlotTheme): PlotContent | undefined {
  const { model, texts, numbers } = page;
  const labels = labelsOf(model.runs);
  const curves = drawnRuns(page).flatMap(run => curvesOf(page, run, theme, labels.get(run.id) ?? ''));
  if (curves.length === 0) return undefined;
  const whole = (value: number) => numbers.whole(Math.round(value));
  return {
    title: texts.t('Gradient flow'),
    x: { label: texts.t('Lag k'), kind: 'whole', logarithmic: false, brief: whole, exact: whole },
    y: {
      label: texts.t('Norm'),
      kind: 'real',
      logarithmic: true,
      decades: DECADES,
      brief: value => numbers.short(value),
      exact: value => numbers.precise(value),
    },
    curves,
    rules: [],
    marks: [],
  };
}

function curvesOf(page: Page, run: RunData, theme: PlotTheme, label: string): Curve[] {
  const { model, texts } = page;
  const compares = model.shown.ids.length > 1;
  const flow = model.sampleOf(run)?.flow ?? [];
  return flow.map((norms, layer) => {
    const name = flow.length === 1 ? texts.t('Norm') : texts.t('Layer {0}', layer + 1);
    // A single run's layers have the colours that they have among the norms, where 0 is all of them.
    const pen = compares
      ? layerPen(theme, run.color, layer)
      : penOf(theme, flow.length === 1 ? 0 : layer + 1);
    return {
      run: run.id,
      label: !compares ? name : flow.length === 1 ? label : `${label} · ${name}`,
      pen,
      emphasis: emphasisOf(page, run.id),
      style: 'line',
      data: new ListData(
        norms.map((_, lag) => lag),
        norms.map(norm => (norm > 0 ? norm : Number.NaN)),
      ),
    };
  });
}
