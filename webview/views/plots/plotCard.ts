import type { PlotContent } from '../../../src/charts/plot/content';
import { pictureOf } from '../../../src/charts/plot/picture';
import type { CardKey } from '../../board/board';
import { element, setText } from '../../dom';
import { type Page, savePicture, type View } from '../../page';
import { handleKeys } from '../../plot/keys';
import { Plot } from '../../plot/plot';
import { handlePointer } from '../../plot/pointer';
import { onThemeChange } from '../../plot/readTheme';
import type { SharedAxis } from '../../plot/sharedAxis';
import { dragCard } from '../dragCard';
import { iconButton } from '../inputs';
import { type MenuEntry, menuButton } from '../menu';
import { placeEntries } from './placeEntries';
import { showLegend } from './plotLegend';
import { plotTable } from './plotTable';
import { PICTURE, saveEntries } from './savePlot';

export interface CardOptions {
  readonly key: CardKey;
  readonly height: number;
  readonly across: SharedAxis;
  /** Returns the current content of the plot. Undefined if there is none, which hides the card. */
  readonly content: () => PlotContent | undefined;
  /**
   * Called when the user switches the y axis between logarithmic and linear. If this function is missing, the
   * card has no button that switches the axis.
   */
  readonly setLogarithmic?: (logarithmic: boolean) => void;
  /**
   * Functions that return and set whether the y axis includes outliers. If they are missing, the card has no
   * button that includes outliers.
   */
  readonly all?: { readonly value: () => boolean; readonly set: (all: boolean) => void };
  /** Additional controls in the heading of the card. */
  readonly controls?: readonly HTMLElement[];
  /** Returns the text below the plot. Undefined for no text. */
  readonly note?: () => string | undefined;
}

/** Returns a card with a plot, its title, its legend, a table of its values, and a menu. */
export function plotCard(page: Page, options: CardOptions): View {
  const { texts, highlight, fullScreen, refresh } = page;
  const { key, height, across, all, setLogarithmic } = options;
  const up = across.up(key);
  const title = element('h2');
  const legend = element('ul', 'legend');
  const note = element('p', 'secondary note');
  const plot = new Plot({
    height,
    across,
    up,
    picked: curve => {
      highlight.value = curve?.run === highlight.value ? undefined : curve?.run;
    },
    ...(all && { showsAll: all.value }),
  });
  handlePointer(plot);
  handleKeys(plot);
  const table = plotTable(texts);
  table.box.hidden = true;

  /**
   * Returns a button that changes the y axis. It also resets the zoom of y, because the zoomed range does not
   * fit the changed axis.
   */
  const axisButton = (icon: 'logarithm' | 'whole', press: () => void) =>
    iconButton(icon, () => {
      up.value = undefined;
      press();
      refresh();
    });
  const logarithm = axisButton('logarithm', () => setLogarithmic?.(!plot.drawn?.content.y.logarithmic));
  const whole = axisButton('whole', () => all?.set(!all.value()));
  const reset = iconButton('resetZoom', () => {
    across.zoom.value = undefined;
    up.value = undefined;
    // Focuses the plot, because the button that has the focus disappears.
    plot.canvas.focus();
  });
  const enlarge = iconButton('fullScreen', () => {
    if (fullScreen.shows(box)) fullScreen.close();
    else fullScreen.open(box, title.textContent ?? '', () => enlarge.box.focus());
    refresh();
  });
  whole.box.hidden = all === undefined;
  logarithm.box.hidden = setLogarithmic === undefined;

  const tableEntry = (): MenuEntry => ({
    label: texts.t('Values as a table'),
    isChecked: !table.box.hidden,
    press: () => {
      table.box.hidden = !table.box.hidden;
      refresh();
    },
  });
  const picture = () => {
    const { content } = plot.drawn ?? {};
    return (
      content && {
        title: content.title,
        scene: pictureOf(content, PICTURE, plot.view, page.theme(), plot.measure),
      }
    );
  };
  const menu = menuButton(() => [
    fullScreen.shows(box) ? [] : placeEntries(page, key),
    [tableEntry()],
    saveEntries(texts, picture, savePicture(page)),
  ]);
  const buttons = element('span', 'buttons', reset.box, whole.box, logarithm.box, enlarge.box, menu.box);
  const heading = element('div', 'heading', title, ...(options.controls ?? []), buttons);
  const box = element('section', 'plot', heading, plot.box, legend, note, table.box);

  dragCard(page, key, title);
  onThemeChange(() => plot.recolor(page.theme()));
  for (const range of [across.zoom, up])
    range.onChange(() => {
      reset.box.hidden = across.zoom.value === undefined && up.value === undefined;
    });
  reset.box.hidden = true;

  const sayButtons = ({ y }: PlotContent) => {
    const isEnlarged = fullScreen.shows(box);
    whole.say(texts.t('Show all values'));
    whole.press(all?.value() ?? false);
    logarithm.say(texts.t('Logarithmic axis'));
    logarithm.press(y.logarithmic);
    reset.say(texts.t('Reset zoom'));
    enlarge.say(isEnlarged ? texts.t('Leave full screen') : texts.t('Full screen'));
    enlarge.press(isEnlarged);
    menu.say(texts.t('More actions'));
  };
  return {
    box,
    update() {
      const content = options.content();
      box.hidden = content === undefined;
      if (!content) {
        if (fullScreen.shows(box)) fullScreen.close();
        return;
      }
      setText(title, content.title);
      sayButtons(content);
      plot.show(content);
      showLegend(page, legend, content);
      const words = options.note?.();
      note.hidden = words === undefined;
      setText(note, words ?? '');
      if (!table.box.hidden) table.show(content, plot);
    },
  };
}
