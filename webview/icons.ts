import type { RunState } from '../src/protocol/run';

/** Outlines on a grid of 16 by 16. */
const outlines: Record<RunState, string> = {
  running: 'M4 2 L13 8 L4 14 Z',
  paused: 'M3 2 H6.5 V14 H3 Z M9.5 2 H13 V14 H9.5 Z',
  stopped: 'M3 3 H13 V13 H3 Z',
  done: 'M1.5 8.5 L3.5 6.5 L6.5 9.5 L12.5 3 L14.5 5 L6.5 13.5 Z',
  failed: 'M3.5 2 L8 6.5 L12.5 2 L14 3.5 L9.5 8 L14 12.5 L12.5 14 L8 9.5 L3.5 14 L2 12.5 L6.5 8 L2 3.5 Z',
  interrupted: 'M7 1 H9.2 L8.8 10 H7.4 Z M7 12 H9.2 V14.5 H7 Z',
};

/** The picture of a state, in the colour of the text beside it, which says the same in a word. */
export function stateIcon() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  return { box: svg, show: (state: RunState) => path.setAttribute('d', outlines[state]) };
}
