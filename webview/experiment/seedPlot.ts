import { nats } from '../../src/charts/comparison/comparisonSentences';
import { seedTicks } from '../../src/charts/experiment/seedScale';
import type { NumberFormat } from '../../src/charts/format';
import type { AxisScale } from '../../src/charts/plot/scale';
import type { PageTexts } from '../../src/charts/texts';
import type { ConditionFigures } from '../../src/protocol/experimentFigures';

const SVG = 'http://www.w3.org/2000/svg';
/**
 * RADIUS: radius of the point for a seed, in pixels. MEAN: half the height of the vertical line at the mean,
 * in pixels.
 */
const [RADIUS, MEAN] = [3.5, 8];
/** Height of a row's plot in pixels. The style sheet contains the same height. */
const HEIGHT = 24;

/**
 * Returns a plot of one condition: the loss of each seed as a point, and their mean with its 95 % interval.
 */
export function seedPlot(
  { losses, mean, interval }: ConditionFigures,
  scale: AxisScale,
  { t }: PageTexts,
  numbers: NumberFormat,
): SVGSVGElement {
  const at = (value: number) => `${scale.pixel(value)}%`;
  const middle = HEIGHT / 2;
  const plot = svg('svg', { class: 'seeds', role: 'img', height: HEIGHT });
  plot.setAttribute(
    'aria-label',
    losses.map(({ seed, loss }) => t('seed {0}: {1}', String(seed), nats(loss, numbers))).join(', '),
  );
  for (const tick of seedTicks(scale))
    plot.append(svg('line', { class: 'grid', x1: at(tick), x2: at(tick), y1: 0, y2: HEIGHT }));
  if (interval)
    plot.append(
      svg('line', { class: 'interval', x1: at(interval.low), x2: at(interval.high), y1: middle, y2: middle }),
    );
  for (const { loss } of losses)
    plot.append(svg('circle', { class: 'seed', cx: at(loss), cy: middle, r: RADIUS }));
  if (mean !== undefined)
    plot.append(
      svg('line', { class: 'mean', x1: at(mean), x2: at(mean), y1: middle - MEAN, y2: middle + MEAN }),
    );
  return plot;
}

/** Returns the axis below the plots: the numbers of their common scale. */
export function seedAxis(scale: AxisScale, numbers: NumberFormat): SVGSVGElement {
  const axis = svg('svg', { class: 'seeds', 'aria-hidden': 'true', height: HEIGHT });
  for (const tick of seedTicks(scale)) {
    const place = scale.pixel(tick);
    const anchor = place < 10 ? 'start' : place > 90 ? 'end' : 'middle';
    const label = svg('text', { x: `${place}%`, y: HEIGHT - 7, 'text-anchor': anchor });
    label.textContent = numbers.precise(tick);
    axis.append(label);
  }
  return axis;
}

function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
