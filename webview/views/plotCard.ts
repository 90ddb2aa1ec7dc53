import { element, setText } from '../dom';
import { attempt, type Page, type View } from '../page';
import { paint } from '../plot/canvas';
import type { Curve, PlotContent } from '../plot/content';
import { pictureOf } from '../plot/export';
import { type Across, Plot } from '../plot/plot';
import { onThemeChange, readTheme } from '../plot/readTheme';
import { svgOf } from '../plot/svg';
import { swatch } from '../plot/swatch';
import { iconButton } from './inputs';
import { plotTable } from './plotTable';

export interface CardOptions {
  readonly height: number;
  readonly across: Across;
  /** What to draw now; the card hides where there is nothing. */
  readonly content: () => PlotContent | undefined;
  /** The y axis was made logarithmic, or linear again; without it nobody can. */
  readonly setLogarithmic?: (logarithmic: boolean) => void;
  /** Controls of its own, in the heading. */
  readonly controls?: readonly HTMLElement[];
}

/** Pixels of a saved picture, which has twice as many in a PNG. */
const PICTURE = { width: 900, height: 480 };

/** More names than these say little, and the list of runs has them all. */
const NAMES = 8;

/** A plot with its title, its legend, a table of its values, and buttons to save it. */
export function plotCard(page: Page, options: CardOptions): View {
  const { texts, highlight } = page;
  const title = element('h2');
  const legend = element('ul', 'legend');
  const picked = (curve: Curve | undefined) => {
    highlight.value = curve?.run === highlight.value ? undefined : curve?.run;
  };
  const plot = new Plot({ height: options.height, across: options.across, picked });
  const table = plotTable(page);
  const logarithm = iconButton('logarithm', () => {
    options.setLogarithmic?.(!plot.drawn?.content.y.logarithmic);
    page.refresh();
  });
  const showTable = iconButton('table', () => {
    table.box.hidden = !table.box.hidden;
    page.refresh();
  });
  const png = saveButton('PNG', () => attempt(page, save('png')));
  const svg = saveButton('SVG', () => attempt(page, save('svg')));
  logarithm.box.hidden = options.setLogarithmic === undefined;
  table.box.hidden = true;
  const buttons = element('span', 'buttons', logarithm.box, showTable.box, png, svg);
  const heading = element('div', 'heading', title, ...(options.controls ?? []), buttons);

  onThemeChange(() => plot.recolor(readTheme()));

  const save = async (format: 'png' | 'svg') => {
    const { content } = plot.drawn ?? {};
    if (!content) return;
    const theme = readTheme();
    const scene = pictureOf(content, PICTURE, options.across.zoom.value, theme, plot.measure);
    const bytes = format === 'svg' ? new TextEncoder().encode(svgOf(scene)) : await pngOf(scene);
    await page.host.ask('save', { name: content.title, format, bytes });
  };

  const box = element('section', 'plot', heading, plot.box, legend, table.box);
  return {
    box,
    update() {
      const content = options.content();
      box.hidden = content === undefined;
      if (!content) return;
      setText(title, content.title);
      logarithm.say(texts.t('Logarithmic axis'));
      logarithm.press(content.y.logarithmic);
      showTable.say(texts.t('Values as a table'));
      showTable.press(!table.box.hidden);
      for (const [button, kind] of [
        [png, 'PNG'],
        [svg, 'SVG'],
      ] as const) {
        button.title = texts.t('Save as {0}', kind);
        button.setAttribute('aria-label', button.title);
      }
      plot.show(content);
      showLegend(legend, content);
      if (!table.box.hidden) table.show(content, plot);
    },
  };
}

function saveButton(kind: string, press: () => void): HTMLButtonElement {
  const button = element('button', 'icon word', kind);
  button.type = 'button';
  button.addEventListener('click', press);
  return button;
}

/** Names and last values of the curves, of several runs one each; a single curve has its name in the title. */
function showLegend(legend: HTMLElement, { curves, y }: PlotContent): void {
  const drawn = curves.filter(({ style }) => style !== 'raw');
  const compares = new Set(drawn.map(({ run }) => run)).size > 1;
  const named = compares ? drawn.filter((c, i) => drawn.findIndex(({ run }) => run === c.run) === i) : drawn;
  legend.hidden = named.length < 2 || named.length > NAMES;
  if (legend.hidden) return;
  legend.replaceChildren(
    ...named.map(({ label, pen, data }) => {
      const last = Number.POSITIVE_INFINITY;
      const error = data.errorAt?.(last) ?? Number.NaN;
      const value = y.exact(data.at(last)) + (Number.isNaN(error) ? '' : ` ± ${y.exact(error)}`);
      const name = element('span', 'legend-name', label);
      return element('li', '', swatch(pen), name, element('span', 'legend-value', value));
    }),
  );
}

async function pngOf(scene: Parameters<typeof paint>[1]): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(2 * scene.width, 2 * scene.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');
  paint(context, scene, 2);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}
