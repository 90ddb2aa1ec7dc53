import { curvePlot } from '../../src/charts/experiment/curvePlot';
import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import type { ConditionCurve } from '../../src/protocol/experiment';
import { element, setText } from '../dom';
import { handleKeys } from '../plot/keys';
import { Plot } from '../plot/plot';
import { handlePointer } from '../plot/pointer';
import { PlotReadout } from '../plot/readout';
import { onThemeChange, readTheme } from '../plot/readTheme';
import { SharedAxis } from '../plot/sharedAxis';
import { swatch } from '../plot/swatch';

/** Height of the plot in pixels. */
const HEIGHT = 260;

/**
 * The section with the plot of the loss curves of the conditions, and with its legend. The plot keeps its
 * zoom when new results arrive.
 */
export class CurveSection {
  readonly box: HTMLElement;
  private readonly plot: Plot;
  private readonly title = element('h2');
  private readonly note = element('p', 'note secondary');
  private readonly legend = element('ul', 'legend');
  private curves: readonly ConditionCurve[] = [];

  constructor(
    private readonly texts: PageTexts,
    private readonly numbers: NumberFormat,
  ) {
    const across = new SharedAxis();
    this.plot = new Plot({ height: HEIGHT, across, up: across.up('loss') });
    handlePointer(this.plot);
    handleKeys(this.plot);
    new PlotReadout(across);
    this.box = element('section', 'plot', this.title, this.note, this.plot.box, this.legend);
    onThemeChange(() => {
      this.plot.recolor(readTheme());
      this.draw();
    });
  }

  /** Shows curves. `conditions`: the number of all conditions with a loss. */
  show(curves: readonly ConditionCurve[], conditions: number): void {
    const { t } = this.texts;
    this.curves = curves;
    this.box.hidden = curves.length === 0;
    setText(this.title, t('Loss by condition'));
    const most = t('The {0} conditions with the lowest means.', this.numbers.whole(curves.length));
    const band = t('Lines: means over the seeds. Bands: their 95 % intervals.');
    setText(this.note, conditions > curves.length ? `${most} ${band}` : band);
    this.draw();
  }

  private draw(): void {
    const { texts, numbers } = this;
    const content = curvePlot(this.curves, { theme: readTheme(), texts, numbers });
    this.plot.show(content);
    this.legend.replaceChildren(
      ...content.curves.map(({ label, pen }) =>
        element('li', '', swatch(pen), element('span', 'legend-name', label)),
      ),
    );
  }
}
