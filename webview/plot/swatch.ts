import type { Pen } from '../../src/charts/plot/theme';

const SVG = 'http://www.w3.org/2000/svg';

/** Returns a short piece of a line as plots draw it, for legends and lists. */
export function swatch({ color, dash }: Pen): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'line');
  svg.setAttribute('viewBox', '0 0 18 8');
  svg.setAttribute('class', 'swatch');
  svg.setAttribute('aria-hidden', 'true');
  for (const [name, value] of Object.entries({ x1: 1, x2: 17, y1: 4, y2: 4 }))
    line.setAttribute(name, `${value}`);
  line.setAttribute('stroke', color);
  line.setAttribute('stroke-width', '2.5');
  if (dash) line.setAttribute('stroke-dasharray', dash.map(length => length / 2).join(' '));
  svg.append(line);
  return svg;
}
