import { labelsOf } from '../../../src/charts/comparison/labels';
import { axisOf, type ParallelAxis } from '../../../src/charts/parallel/axis';
import { drawParallel, frameOf, type ParallelLine, widthFor } from '../../../src/charts/parallel/scene';
import type { Size } from '../../../src/charts/plot/layout';
import { framedPicture } from '../../../src/charts/plot/picture';
import { penOf } from '../../../src/charts/plot/theme';
import { element, setText } from '../../dom';
import { emphasisOf } from '../../drawnRuns';
import { narrow } from '../../narrow';
import { type Page, savePicture, type View } from '../../page';
import { AxisBrush } from '../../parallel/axisBrush';
import { brushColumns, brushed } from '../../parallel/brushes';
import { paint } from '../../plot/canvas';
import { measureIn } from '../../plot/measure';
import { onThemeChange } from '../../plot/readTheme';
import { button } from '../../toolkit';
import { menuButton } from '../menu';
import { PICTURE, saveEntries } from '../plots/savePlot';

const HEIGHT = 190;
/** Minimum number of runs for which the plot is shown. Fewer runs are easy to compare in the table. */
const FEWEST = 3;

/**
 * Draws parallel coordinates: each run is a line through its settings and results. Ranges brushed on the axes
 * filter the runs in all plots.
 */
export function parallelView(page: Page): View {
  const { model, state, texts } = page;
  const title = element('h2');
  const canvas = element('canvas');
  const context = canvas.getContext('2d');
  const field = element('div', 'parallel-box', canvas);
  const note = element('span', 'secondary note');
  const clear = button({ label: '', press: () => brush({}) });
  const picture = () => {
    const { axes, lines } = contentOf(page);
    const theme = page.theme();
    const measure = measureIn(context, theme);
    const words = title.textContent ?? '';
    const layers = (size: Size) => drawParallel(axes, lines, size, theme, measure);
    return {
      title: words,
      scene: framedPicture({ title: words, legend: lines, layers }, PICTURE, theme, measure),
    };
  };
  const menu = menuButton(() => [saveEntries(page.texts, picture, savePicture(page))]);
  const frame = element('div', 'parallel-frame', field);
  const box = element(
    'section',
    'plot parallel',
    element('div', 'heading', title, clear, element('span', 'buttons', menu.box)),
    frame,
    note,
  );
  const brushes: AxisBrush[] = [];
  canvas.setAttribute('role', 'img');

  const brush = (next: typeof state.value.brushes) => {
    state.set({ brushes: next });
    page.refresh();
  };

  const draw = (axes: readonly ParallelAxis[], lines: readonly ParallelLine[]) => {
    const width = Math.max(frame.clientWidth, widthFor(axes.length));
    const size = { width, height: HEIGHT };
    field.style.width = `${width}px`;
    field.style.height = `${HEIGHT}px`;
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(HEIGHT * devicePixelRatio);
    if (!context) return;
    const theme = page.theme();
    const layers = drawParallel(axes, lines, size, theme, measureIn(context, theme));
    paint(context, { ...size, font: theme.font, layers }, devicePixelRatio);
    showBrushes(axes, frameOf(axes.length, size));
  };

  const showBrushes = (axes: readonly ParallelAxis[], { across, up }: ReturnType<typeof frameOf>) => {
    while (brushes.length < axes.length) brushes.push(new AxisBrush());
    for (const { box: gone } of brushes.splice(axes.length)) gone.remove();
    for (const [i, axis] of axes.entries()) {
      const { key, label } = axis.column;
      const { [key]: own, ...others } = state.value.brushes;
      brushes[i].show(axis, {
        brush: own,
        names: { axis: label, low: texts.t('{0}, at least', label), high: texts.t('{0}, at most', label) },
        x: across(i),
        top: up(1),
        bottom: up(0),
        change: chosen => brush(chosen ? { ...others, [key]: chosen } : others),
      });
      if (!brushes[i].box.isConnected) field.append(brushes[i].box);
    }
  };

  const update = () => {
    const isBrushed = Object.keys(state.value.brushes).length > 0;
    // On a narrow page, hides the axes, for which there is no room. Shows only a note that brushes leave out
    // runs.
    frame.hidden = menu.box.hidden = narrow.matches;
    box.hidden = model.runs.length < FEWEST || (narrow.matches && !isBrushed);
    if (box.hidden) return;
    const { axes, lines } = contentOf(page);
    setText(title, texts.t('Settings and results'));
    setText(clear, texts.t('All runs'));
    clear.hidden = !isBrushed;
    const left = brushed(page, model.runs).length;
    setText(
      note,
      clear.hidden
        ? texts.t('Drag along an axis to keep only the runs in that range.')
        : texts.t('Showing {0} of {1} runs.', left, model.runs.length),
    );
    const labels = axes.map(({ column }) => column.label).join(', ');
    canvas.setAttribute('aria-label', `${title.textContent}: ${labels}`);
    menu.say(texts.t('More actions'));
    if (!narrow.matches) draw(axes, lines);
  };
  new ResizeObserver(update).observe(frame);
  onThemeChange(update);
  return { box, update };
}

/** Returns the axes, and the lines of the runs. Lines of runs outside the brushed ranges are faded. */
function contentOf(page: Page): { axes: readonly ParallelAxis[]; lines: readonly ParallelLine[] } {
  const { model, state, numbers } = page;
  const runs = model.runs.filter(({ id }) => !state.value.hidden.includes(id));
  const drawn = new Set(brushed(page, runs));
  const labels = labelsOf(model.runs);
  const theme = page.theme();
  const axes = brushColumns(page).flatMap(column => axisOf(column, model.runs, numbers) ?? []);
  const lines = runs.map(
    run =>
      ({
        run: run.id,
        label: labels.get(run.id) ?? '',
        pen: penOf(theme, run.color),
        emphasis: drawn.has(run) ? emphasisOf(page, run.id) : 'faded',
        places: axes.map(({ column, placeOf }) => placeOf(column.value(run))),
      }) as const,
  );
  return { axes, lines };
}
