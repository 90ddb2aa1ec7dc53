import { labelsOf } from '../../../src/charts/comparison/labels';
import type { Axis, Curve, PlotContent } from '../../../src/charts/plot/content';
import { pictureOf } from '../../../src/charts/plot/picture';
import { element, setText } from '../../dom';
import type { Page, View } from '../../page';
import { handleKeys } from '../../plot/keys';
import { type Across, Plot } from '../../plot/plot';
import { handlePointer } from '../../plot/pointer';
import { onThemeChange } from '../../plot/readTheme';
import { swatch } from '../../plot/swatch';
import { iconButton } from '../inputs';
import { plotTable } from './plotTable';
import { PICTURE, saveButtons } from './saveButtons';

export interface CardOptions {
  readonly height: number;
  readonly across: Across;
  /** Returns the current content of the plot. The card is hidden if there is none. */
  readonly content: () => PlotContent | undefined;
  /**
   * Called when the user switches the y axis to logarithmic or linear. Without it, there is no such button.
   */
  readonly setLogarithmic?: (logarithmic: boolean) => void;
  /** Whether outliers are shown as well, and how this is changed. Without it, there is no such button. */
  readonly all?: { readonly value: () => boolean; readonly set: (all: boolean) => void };
  /** Additional controls in the heading. */
  readonly controls?: readonly HTMLElement[];
}

/**
 * The maximum number of names in the legend. With more curves, only highlighted ones are named; the table
 * lists all runs.
 */
const NAMES = 8;

/** A card with a plot, its title, its legend, a table of its values, and buttons to save it. */
export function plotCard(page: Page, options: CardOptions): View {
  const { texts, highlight } = page;
  const title = element('h2');
  const legend = element('ul', 'legend');
  const picked = (curve: Curve | undefined) => {
    highlight.value = curve?.run === highlight.value ? undefined : curve?.run;
  };
  const { height, across, all } = options;
  const plot = new Plot({ height, across, picked, ...(all && { showsAll: all.value }) });
  handlePointer(plot);
  handleKeys(plot);
  const table = plotTable(page);
  const logarithm = iconButton('logarithm', () => {
    options.setLogarithmic?.(!plot.drawn?.content.y.logarithmic);
    page.refresh();
  });
  const whole = iconButton('whole', () => {
    all?.set(!all.value());
    page.refresh();
  });
  const showTable = iconButton('table', () => {
    table.box.hidden = !table.box.hidden;
    page.refresh();
  });
  const save = saveButtons(page, () => {
    const { content } = plot.drawn ?? {};
    return (
      content && {
        title: content.title,
        scene: pictureOf(content, PICTURE, plot.view, page.theme(), plot.measure),
      }
    );
  });
  whole.box.hidden = all === undefined;
  logarithm.box.hidden = options.setLogarithmic === undefined;
  table.box.hidden = true;
  const buttons = element('span', 'buttons', whole.box, logarithm.box, showTable.box, ...save.boxes);
  const heading = element('div', 'heading', title, ...(options.controls ?? []), buttons);

  onThemeChange(() => plot.recolor(page.theme()));

  const box = element('section', 'plot', heading, plot.box, legend, table.box);
  return {
    box,
    update() {
      const content = options.content();
      box.hidden = content === undefined;
      if (!content) return;
      setText(title, content.title);
      whole.say(texts.t('Show all values'));
      whole.press(all?.value() ?? false);
      logarithm.say(texts.t('Logarithmic axis'));
      logarithm.press(content.y.logarithmic);
      showTable.say(texts.t('Values as a table'));
      showTable.press(!table.box.hidden);
      save.update();
      plot.show(content);
      showLegend(page, legend, content);
      if (!table.box.hidden) table.show(content, plot);
    },
  };
}

/**
 * Shows the names and last values of the curves, one per run if there are several runs. A single curve needs
 * no legend, because the title names it.
 */
function showLegend({ model }: Page, legend: HTMLElement, { curves, y }: PlotContent): void {
  const drawn = curves.filter(({ style }) => style !== 'raw');
  const compares = new Set(drawn.map(({ run }) => run)).size > 1;
  const named = compares ? drawn.filter((c, i) => drawn.findIndex(({ run }) => run === c.run) === i) : drawn;
  const listed = named.length > NAMES ? named.filter(({ emphasis }) => emphasis === 'strong') : named;
  legend.hidden = named.length < 2 || listed.length === 0;
  if (legend.hidden) return;
  const labels = labelsOf(compares ? model.runs : []);
  legend.replaceChildren(
    ...listed.map(curve => {
      const { run = '', label, pen } = curve;
      const name = labels.get(run) ?? label;
      const value = name === label ? lastOf(curve, y) : ''; // otherwise the value is that of one layer
      return element(
        'li',
        '',
        swatch(pen),
        element('span', 'legend-name', name),
        element('span', 'legend-value', value),
      );
    }),
  );
}

function lastOf({ data, gist }: Curve, y: Axis): string {
  if (gist !== undefined) return '';
  const last = Number.POSITIVE_INFINITY;
  const error = data.errorAt?.(last) ?? Number.NaN;
  return y.exact(data.at(last)) + (Number.isNaN(error) ? '' : ` ± ${y.exact(error)}`);
}
