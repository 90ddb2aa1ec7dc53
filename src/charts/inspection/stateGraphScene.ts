import { visible } from '../../common/visibleToken';
import type { HiddenStatesOverview } from '../../protocol/hiddenStates';
import type { Scene, Shape } from '../plot/scene';
import { FONT_SIZE, type PlotTheme } from '../plot/theme';
import { arrow } from './arrow';

/** Maximum number of states in the graph. */
const MOST = 16;
/** Transitions with a lower probability have no arrow. */
const LEAST = 0.05;
/** Radius of a state, distance of the outermost state from the edge, and width of the widest arrow, in pixels. */
const [RADIUS, MARGIN, WIDEST] = [26, 76, 7];
/** Maximum width of the picture in pixels. */
const LARGEST = 640;
/** Half the distance between the arrows of the two directions, in pixels. */
const ASIDE = 7;
/** Number of straight lines of which a circle consists. */
const SEGMENTS = 48;
/** Number of symbols in a state. */
const SYMBOLS = 3;

/** A state in the picture: its number, and the middle of its circle. */
interface Node {
  readonly state: number;
  readonly x: number;
  readonly y: number;
}

/** Returns the size of the picture for a number of states, in pixels, and the limits of what it shows. */
export function stateGraphSize(states: number) {
  const width = Math.min(2 * MARGIN + Math.min(states, MOST) * 34 + 60, LARGEST);
  // One state or two are beside each other.
  return { width, height: states > 2 ? width : 2 * MARGIN, most: MOST, leastPercent: 100 * LEAST };
}

/** Draws the states on a circle, and an arrow for each transition. `percent` writes a probability. */
export function stateGraphScene(
  { states, transitions }: HiddenStatesOverview,
  colours: readonly string[],
  theme: PlotTheme,
  percent: (p: number) => string,
): Scene {
  const N = states.length;
  const { width, height } = stateGraphSize(N);
  const middle = { x: width / 2, y: height / 2 };
  const chosen = [...states.keys()]
    .sort((a, b) => states[b].share - states[a].share || a - b)
    .slice(0, MOST)
    .sort((a, b) => a - b);
  const nodes = chosen.map((state, k): Node => {
    const angle = Math.PI * (1 + (2 * k) / chosen.length);
    const radius = chosen.length === 1 ? 0 : width / 2 - MARGIN;
    return { state, x: middle.x + radius * Math.cos(angle), y: middle.y + radius * Math.sin(angle) };
  });
  const arrows: Shape[] = [];
  const labels: Shape[] = [];
  for (const from of nodes)
    for (const to of nodes) {
      const p = transitions[from.state * N + to.state];
      if (p < LEAST) continue;
      const path = from === to ? loop(from, middle) : straight(from, to);
      arrows.push(...lines(path.points, Math.max(1, WIDEST * p), theme.secondary));
      const place = { ...path.label, size: FONT_SIZE, align: 'middle' } as const;
      labels.push({ kind: 'text', text: percent(p), color: theme.text, ...place });
    }
  const circles = nodes.flatMap(node =>
    drawnNode(node, states[node.state].symbols, colours[node.state % colours.length], theme),
  );
  const { font, background } = theme;
  const layers = [{ shapes: arrows }, { shapes: circles }, { shapes: labels }];
  return { width, height, font, background, layers };
}

/** Returns an arrow between two states, to the right of the line between their middles, and the place of its label. */
function straight(from: Node, to: Node) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const at = (node: Node, along: number, aside: number) => [
    node.x + along * dx - aside * dy,
    node.y + along * dy + aside * dx,
  ];
  const points = [...at(from, RADIUS, ASIDE), ...at(to, -RADIUS - 1, ASIDE)];
  const [x, y] = at(from, length * 0.38, ASIDE + 14);
  return { points, label: { x, y: y + 4 } };
}

/** Returns an arrow from a state to itself, on the side that is away from the middle of the picture. */
function loop({ x, y }: Node, middle: { readonly x: number; readonly y: number }) {
  const isInMiddle = Math.hypot(x - middle.x, y - middle.y) < 1;
  const away = isInMiddle ? -Math.PI / 2 : Math.atan2(y - middle.y, x - middle.x);
  const radius = RADIUS * 0.62;
  const [cx, cy] = [x + RADIUS * 1.25 * Math.cos(away), y + RADIUS * 1.25 * Math.sin(away)];
  const points = Array.from({ length: SEGMENTS + 1 }, (_, i) => {
    const angle = away - 0.72 * Math.PI + (1.44 * Math.PI * i) / SEGMENTS;
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
  }).flat();
  const [lx, ly] = [cx + (radius + 14) * Math.cos(away), cy + (radius + 14) * Math.sin(away)];
  return { points, label: { x: lx, y: ly + 4 } };
}

/** Returns a line whose last piece ends with the head of an arrow. */
function lines(points: readonly number[], width: number, color: string): Shape[] {
  // The head is longer than a piece of a loop, so it replaces several pieces.
  const last = points.length > 4 ? points.length - 2 * 7 : 0;
  const [x1, y1, x2, y2] = [
    points[last],
    points[last + 1],
    points[points.length - 2],
    points[points.length - 1],
  ];
  return [
    { kind: 'line', points: points.slice(0, last + 2), color, width },
    ...arrow([x1, y1, x2, y2], width, color),
  ];
}

/** Returns a state: a circle with its number and its most likely symbols. */
function drawnNode(
  { state, x, y }: Node,
  symbols: HiddenStatesOverview['states'][number]['symbols'],
  fill: string,
  theme: PlotTheme,
): Shape[] {
  const points = Array.from({ length: SEGMENTS + 1 }, (_, i) => {
    const angle = (2 * Math.PI * i) / SEGMENTS;
    return [x + RADIUS * Math.cos(angle), y + RADIUS * Math.sin(angle)];
  }).flat();
  const words = symbols
    .slice(0, SYMBOLS)
    .map(({ symbol }) => visible(symbol))
    .join(' ');
  const line = { color: theme.text, size: FONT_SIZE, align: 'middle' } as const;
  return [
    { kind: 'area', points, color: theme.background, opacity: 1 },
    { kind: 'area', points, color: fill, opacity: 1 },
    { kind: 'line', points, color: theme.secondary, width: 1 },
    { kind: 'text', text: String(state + 1), x, y: y - 3, bold: true, ...line },
    { kind: 'text', text: words, x, y: y + 11, ...line },
  ];
}
