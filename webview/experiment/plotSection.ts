import type { PlotLook } from '../../src/charts/experiment/plotLook';
import type { PlotContent } from '../../src/charts/plot/content';
import { pictureOf } from '../../src/charts/plot/picture';
import type { Picture } from '../../src/protocol/dashboard';
import { element, setText } from '../dom';
import { handleKeys } from '../plot/keys';
import { Plot } from '../plot/plot';
import { handlePointer } from '../plot/pointer';
import { PlotReadout } from '../plot/readout';
import { onThemeChange, readTheme } from '../plot/readTheme';
import { SharedAxis } from '../plot/sharedAxis';
import { swatch } from '../plot/swatch';
import { menuButton } from '../views/menu';
import { plotTable } from '../views/plots/plotTable';
import { PICTURE, saveEntries } from '../views/plots/savePlot';

/** Height of a plot in pixels. */
const HEIGHT = 260;

export interface PlotSectionPorts extends Omit<PlotLook, 'theme'> {
  /** Saves a picture of the plot, when it is drawn. */
  readonly save: (picture: Promise<Picture>) => void;
  /** Whether the menu offers the values as a table. Default: true. False if the page has a table of them. */
  readonly hasTable?: boolean;
}

/**
 * A section with a plot, its title, its legend, a table of its values, and a menu. The plot keeps its zoom when new results
 * arrive.
 */
export class PlotSection {
  readonly box: HTMLElement;
  private readonly plot: Plot;
  private readonly title = element('h2');
  private readonly note = element('p', 'note secondary');
  private readonly legend = element('ul', 'legend');
  private readonly table: ReturnType<typeof plotTable>;
  private readonly menu: ReturnType<typeof menuButton>;
  private contentWith: ((look: PlotLook) => PlotContent) | undefined;

  constructor(private readonly ports: PlotSectionPorts) {
    const across = new SharedAxis();
    this.plot = new Plot({ height: HEIGHT, across, up: across.up('y') });
    handlePointer(this.plot);
    handleKeys(this.plot);
    new PlotReadout(across);
    this.table = plotTable(ports.texts);
    this.table.box.hidden = true;
    this.menu = menuButton(() =>
      ports.hasTable === false ? [this.saveEntries()] : [[this.tableEntry()], this.saveEntries()],
    );
    const heading = element('div', 'heading', this.title, element('span', 'buttons', this.menu.box));
    const parts = [heading, this.note, this.plot.box, this.legend, this.table.box];
    this.box = element('section', 'plot', ...parts);
    across.onZoom(() => this.showTable());
    onThemeChange(() => {
      this.plot.recolor(readTheme());
      this.draw();
    });
  }

  /** Shows a plot. `contentWith` is called again when the theme changes. */
  show(contentWith: (look: PlotLook) => PlotContent, note: string): void {
    this.contentWith = contentWith;
    setText(this.note, note);
    this.menu.say(this.ports.texts.t('More actions'));
    this.draw();
  }

  private draw(): void {
    if (!this.contentWith) return;
    const content = this.contentWith({ ...this.ports, theme: readTheme() });
    setText(this.title, content.title);
    this.plot.show(content);
    this.legend.replaceChildren(
      ...content.curves
        .filter(({ style }) => style === 'line' || style === 'marked')
        .map(({ label, pen }) => element('li', '', swatch(pen), element('span', 'legend-name', label))),
    );
    this.showTable(content);
  }

  private showTable(content = this.plot.drawn?.content): void {
    if (content && !this.table.box.hidden) this.table.show(content, this.plot);
  }

  private tableEntry() {
    return {
      label: this.ports.texts.t('Values as a table'),
      isChecked: !this.table.box.hidden,
      press: () => {
        this.table.box.hidden = !this.table.box.hidden;
        this.showTable();
      },
    };
  }

  private saveEntries() {
    const picture = () => {
      const { content } = this.plot.drawn ?? {};
      if (!content) return undefined;
      const scene = pictureOf(content, PICTURE, this.plot.view, readTheme(), this.plot.measure);
      return { title: content.title, scene };
    };
    return saveEntries(this.ports.texts, picture, this.ports.save);
  }
}
