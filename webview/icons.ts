import type { RunState } from '../src/protocol/run';

const SVG = 'http://www.w3.org/2000/svg';

/** The outlines of the icons, as SVG paths on a grid of 16 by 16 units. */
const outlines = {
  running: 'M4 2 L13 8 L4 14 Z',
  paused: 'M3 2 H6.5 V14 H3 Z M9.5 2 H13 V14 H9.5 Z',
  stopped: 'M3 3 H13 V13 H3 Z',
  done: 'M1.5 8.5 L3.5 6.5 L6.5 9.5 L12.5 3 L14.5 5 L6.5 13.5 Z',
  failed: 'M3.5 2 L8 6.5 L12.5 2 L14 3.5 L9.5 8 L14 12.5 L12.5 14 L8 9.5 L3.5 14 L2 12.5 L6.5 8 L2 3.5 Z',
  interrupted: 'M7 1 H9.2 L8.8 10 H7.4 Z M7 12 H9.2 V14.5 H7 Z',
  table:
    'M1 2 H15 V14 H1 Z M2.2 5.6 V8.2 H7.4 V5.6 Z M8.6 5.6 V8.2 H13.8 V5.6 Z M2.2 9.4 V12.8 H7.4 V9.4 Z M8.6 9.4 V12.8 H13.8 V9.4 Z',
  save: 'M7.3 1 H8.7 V8 L11.3 5.5 L12.3 6.5 L8 10.8 L3.7 6.5 L4.7 5.5 L7.3 8 Z M2 12.4 H14 V14 H2 Z',
  logarithm: 'M2 1 H3.4 V12.6 H15 V14 H2 Z M4.8 11 C5.4 5.5 8 3.6 14.5 3 L14.6 4.4 C9 5 6.9 6.4 6.2 11 Z',
  whole: 'M2 1 H14 V2.4 H2 Z M2 13.6 H14 V15 H2 Z M8 3.4 L11 7 H8.7 V9 H11 L8 12.6 L5 9 H7.3 V7 H5 Z',
  menu: 'M2 6.5 H5 V9.5 H2 Z M6.5 6.5 H9.5 V9.5 H6.5 Z M11 6.5 H14 V9.5 H11 Z',
  fullScreen:
    'M2 2 H7 V3.4 H3.4 V7 H2 Z M9 2 H14 V7 H12.6 V3.4 H9 Z M2 9 H3.4 V12.6 H7 V14 H2 Z M12.6 9 H14 V14 H9 V12.6 H12.6 Z',
  resetZoom:
    'M7 1.5 A5.5 5.5 0 1 1 7 12.5 A5.5 5.5 0 1 1 7 1.5 Z M7 3 A4 4 0 1 0 7 11 A4 4 0 1 0 7 3 Z M4.5 6.3 H9.5 V7.7 H4.5 Z M11.2 10.2 L15 14 L14 15 L10.2 11.2 Z',
  remove:
    'M3.5 2.5 L8 7 L12.5 2.5 L13.5 3.5 L9 8 L13.5 12.5 L12.5 13.5 L8 9 L3.5 13.5 L2.5 12.5 L7 8 L2.5 3.5 Z',
  lasso:
    'M8 2 C12 2 15 4 15 7 C15 10 12 12 8 12 C7.5 12 7 12 6.5 11.9 C6.3 13.5 5 14.8 3 15 L2.8 13.7 C4 13.5 5 12.8 5.2 11.6 C2.6 10.9 1 9.2 1 7 C1 4 4 2 8 2 Z M8 3.4 C4.8 3.4 2.4 5 2.4 7 C2.4 9 4.8 10.6 8 10.6 C11.2 10.6 13.6 9 13.6 7 C13.6 5 11.2 3.4 8 3.4 Z',
  note: 'M11.5 1.5 L14.5 4.5 L5.5 13.5 L1.5 14.5 L2.5 10.5 Z M11.5 3.3 L3.9 10.9 L3.5 12.5 L5.1 12.1 L12.7 4.5 Z',
  shown:
    'M8 3 C11.5 3 14 5.5 15.5 8 C14 10.5 11.5 13 8 13 C4.5 13 2 10.5 0.5 8 C2 5.5 4.5 3 8 3 Z M8 5 A3 3 0 1 0 8 11 A3 3 0 1 0 8 5 Z',
  hidden: 'M1.5 13.4 L13.4 1.5 L14.5 2.6 L2.6 14.5 Z',
} satisfies Record<RunState, string> & Record<string, string>;

export type IconName = keyof typeof outlines;

/**
 * Returns an icon in the colour of the surrounding text. Screen readers ignore the icon, so a text or a label
 * must have the same meaning.
 */
export function icon(name: IconName) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  const show = (shown: IconName) => path.setAttribute('d', outlines[shown]);
  show(name);
  return { box: svg, show };
}
