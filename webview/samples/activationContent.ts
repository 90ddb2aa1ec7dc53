import type { Activations } from '../../src/protocol/run';
import { drawnRuns, emphasisOf } from '../comparison/drawnRuns';
import { labelsOf } from '../comparison/labels';
import type { RunData } from '../model/runData';
import type { Page } from '../page';
import type { Curve, PlotContent } from '../plot/content';
import { type PlotTheme, penOf } from '../plot/theme';
import { ListData } from '../series/listData';
import { layerPen } from './layers';

/** Histograms of what the hidden units do at the chosen time: of one run by layer, of several in their colours. */
export function activationContent(page: Page, theme: PlotTheme): PlotContent | undefined {
  const { model, texts, numbers } = page;
  const labels = labelsOf(model.runs);
  const curves = drawnRuns(page).flatMap(run => curvesOf(page, run, theme, labels.get(run.id) ?? ''));
  if (curves.length === 0) return undefined;
  const short = (value: number) => numbers.short(value);
  const exact = (value: number) => numbers.precise(value, 3);
  return {
    title: texts.t('Hidden activations'),
    x: { label: texts.t('Activation'), kind: 'real', logarithmic: false, brief: short, exact },
    y: { label: texts.t('Share of values'), kind: 'real', logarithmic: false, brief: short, exact },
    curves,
    rules: [],
    marks: [],
  };
}

function curvesOf(page: Page, run: RunData, theme: PlotTheme, label: string): Curve[] {
  const { model, texts } = page;
  const compares = model.shown.ids.length > 1;
  const layers = model.sampleOf(run)?.activations ?? [];
  return layers.map((activations, layer) => {
    const name = texts.t('Layer {0}', layer + 1);
    const own = layers.length === 1 ? label : `${label} · ${name}`;
    return {
      run: run.id,
      label: compares ? own : name,
      pen: compares ? layerPen(theme, run.color, layer) : penOf(theme, layers.length === 1 ? 0 : layer + 1),
      style: 'line',
      emphasis: emphasisOf(page, run.id),
      data: stairsOf(activations),
      gist: gistOf(page, activations),
    };
  });
}

/** What a histogram comes to, in words. */
export function gistOf({ texts, numbers }: Page, { saturated, dead }: Activations): string {
  return texts.t('saturated {0}, units dead {1}', numbers.percent(saturated), numbers.percent(dead));
}

/** A histogram's outline: up at the left end of a bin, along it, and down at the right end of the last. */
function stairsOf({ low, high, counts }: Activations): ListData {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const width = (high - low) / counts.length;
  const xs = [low, ...counts.flatMap((_, i) => [low + i * width, low + (i + 1) * width]), high];
  const ys = [0, ...counts.flatMap(count => [count / total, count / total]), 0];
  return new ListData(xs, ys);
}
