import { labelsOf } from '../../src/charts/comparison/labels';
import type { Curve } from '../../src/charts/plot/content';
import { type Pen, type PlotTheme, penOf } from '../../src/charts/plot/theme';
import type { Sample } from '../../src/protocol/run';
import { drawnRuns, emphasisOf } from '../drawnRuns';
import type { Page } from '../page';

/** The dash patterns of a run's layers, the bottom layer first. */
const dashes: readonly (readonly number[] | undefined)[] = [undefined, [6, 4], [2, 3], [8, 3, 2, 3]];

/**
 * Returns a curve for each layer of each run, from the run's sample at the chosen time. The layers of a
 * single run differ by colour. With several runs, colours identify the runs, and the layers of a run differ
 * by their dashes. `alone` is the label of the only curve if there is one run with one layer.
 */
export function layerCurves<Layer>(
  page: Page,
  theme: PlotTheme,
  layersOf: (sample: Sample | undefined) => readonly Layer[] | undefined,
  draw: (layer: Layer) => Pick<Curve, 'data' | 'summary'>,
  alone = page.texts.t('Layer {0}', 1),
): Curve[] {
  const { model, texts } = page;
  const names = labelsOf(model.runs);
  const compares = model.shown.ids.length > 1;
  return drawnRuns(page).flatMap(run => {
    const layers = layersOf(model.sampleOf(run)) ?? [];
    const isOnly = layers.length === 1;
    const labelOf = (layer: number) => {
      const name = texts.t('Layer {0}', layer + 1);
      if (!compares) return isOnly ? alone : name;
      const label = names.get(run.id) ?? '';
      return isOnly ? label : `${label} · ${name}`;
    };
    // Gives a layer of a single run the same colour as in the plot of gradient norms, in which colour 0
    // belongs to the norm of all parameters.
    const penAt = (layer: number) =>
      compares ? layerPen(theme, run.color, layer) : penOf(theme, isOnly ? 0 : layer + 1);
    return layers.map(
      (each, layer): Curve => ({
        run: run.id,
        label: labelOf(layer),
        pen: penAt(layer),
        style: 'line',
        emphasis: emphasisOf(page, run.id),
        ...draw(each),
      }),
    );
  });
}

/** Returns the pen of a layer if several runs are shown: the run's colour, with the dashes of the layer. */
function layerPen(theme: PlotTheme, color: number, layer: number): Pen {
  const dash = dashes[layer % dashes.length];
  return { color: penOf(theme, color).color, ...(dash && { dash }) };
}
