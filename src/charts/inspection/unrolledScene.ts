import { visible } from '../../common/visibleToken';
import type { StateErrors } from '../../protocol/errorFlow';
import type { Unrolled } from '../../protocol/unrolled';
import type { Scene, Shape } from '../plot/scene';
import { FONT_SIZE, type PlotTheme } from '../plot/theme';
import { truncateText } from '../plot/truncateText';
import { arrow } from './arrow';
import { blockMeans, CELLS, cell, LEGEND, outline, signedLegend } from './cells';
import { errorWidth, largestError } from './errorWidth';

const COLUMNS = 8;
/** Sizes in pixels: of a cell, of the space between boxes (across and up), of the text area above and below. */
const [CELL, ACROSS, UP, TEXTS, TOKEN] = [8, 40, 44, 60, 30];
const BOX = CELL * COLUMNS;

/** How much of the picture is shown: the steps that are read, and the steps through which the error has flowed back. */
export interface UnrolledView {
  readonly forward: number;
  readonly backward: number;
}

export interface UnrolledLook {
  readonly theme: PlotTheme;
  readonly measure: (text: string) => number;
  readonly percent: (share: number) => string;
}

/** Returns the size of the picture in pixels. */
export function unrolledSize(unrolled: Unrolled) {
  const { steps, layers } = unrolled;
  return {
    width: Math.max(steps.length * (BOX + ACROSS) + ACROSS, LEGEND.width + 2 * ACROSS),
    height: TEXTS + layers.reduce((sum, _, l) => sum + heightOf(unrolled, l) + UP, 0) + TOKEN + LEGEND.height,
  };
}

/** Draws the connections, the boxes of the steps, and the errors as arrows. */
export function unrolledScene(unrolled: Unrolled, view: UnrolledView, look: UnrolledLook): Scene {
  const { theme } = look;
  const shown = Array.from({ length: Math.min(view.forward, unrolled.steps.length) }, (_, t) => t);
  return {
    ...unrolledSize(unrolled),
    font: theme.font,
    background: theme.background,
    layers: [
      { shapes: shown.flatMap(t => connections(unrolled, t, theme)) },
      { shapes: shown.flatMap(t => boxesOf(unrolled, t, look)) },
      { shapes: shown.flatMap(t => textsOf(unrolled, t, look)) },
      { shapes: errors(unrolled, view, theme) },
      { shapes: legend(unrolled, theme) },
    ],
  };
}

/** The scale of the cells at the lower right, where the view is at first. */
function legend(unrolled: Unrolled, theme: PlotTheme): Shape[] {
  const { width, height } = unrolledSize(unrolled);
  const place = { left: width - ACROSS - LEGEND.width, top: height - LEGEND.height };
  return signedLegend(place, ['−', '+'], theme);
}

/** Returns the largest absolute value of a state, at which the colours of its cells end. */
const largestOf = ({ values }: StateErrors) =>
  values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);

/** Returns the name of each state with the largest absolute value that its cells show, from the lowest layer up. */
export function colourRanges({ layers }: Unrolled): { readonly name: string; readonly largest: number }[] {
  return layers.flatMap(({ states }, l) =>
    states.map(state => ({ name: `${state.name}_l${l}`, largest: largestOf(state) })),
  );
}

function heightOf({ layers }: Unrolled, l: number): number {
  return layers[l].states.reduce((sum, state) => sum + CELL * rowsOf(state), 0);
}

const rowsOf = ({ size }: StateErrors) => Math.ceil(Math.ceil(size / Math.ceil(size / CELLS)) / COLUMNS);

/** Returns the box of layer l at step t. Layer 0 is the lowest. */
function boxAt(unrolled: Unrolled, l: number, t: number) {
  const above = unrolled.layers
    .slice(l + 1)
    .reduce((sum, _, i) => sum + heightOf(unrolled, l + 1 + i) + UP, 0);
  return { left: ACROSS + t * (BOX + ACROSS), top: TEXTS + above, width: BOX, height: heightOf(unrolled, l) };
}

function boxesOf(unrolled: Unrolled, t: number, { theme }: UnrolledLook): Shape[] {
  return unrolled.layers.flatMap(({ states }, l) => {
    const box = boxAt(unrolled, l, t);
    let { top } = box;
    const cells = states.flatMap(state => {
      const most = largestOf(state);
      const { means } = blockMeans(state.values.subarray(t * state.size, (t + 1) * state.size), CELLS);
      const from = top;
      top += CELL * rowsOf(state);
      return means.map((value, i) => {
        const place = { left: box.left + CELL * (i % COLUMNS), top: from + CELL * Math.floor(i / COLUMNS) };
        return cell({ ...place, width: CELL, height: CELL }, value, most, theme);
      });
    });
    return [...cells, outline(box, theme.secondary)];
  });
}

function textsOf(unrolled: Unrolled, t: number, { theme, measure, percent }: UnrolledLook): Shape[] {
  const box = boxAt(unrolled, 0, t);
  const x = box.left + BOX / 2;
  const { token, predictions, next } = unrolled.steps[t];
  const line = (text: string, y: number, color: string, bold = false): Shape => ({
    ...{ kind: 'text', x, y, color, bold, size: FONT_SIZE, align: 'middle' },
    text: truncateText(text, BOX + ACROSS - 6, measure),
  });
  return [
    ...predictions.map((each, i) => {
      const isNext = each.text === next.text;
      const color = isNext ? theme.text : theme.secondary;
      return line(`${visible(each.text)} ${percent(each.probability)}`, 12 + 13 * i, color, isNext);
    }),
    line(visible(token), box.top + box.height + UP, theme.text, true),
  ];
}

/** The connections through which a step reads its input, the previous step, and gives its output. */
function connections(unrolled: Unrolled, t: number, { grid: color }: PlotTheme): Shape[] {
  const line = (...points: number[]): Shape => ({ kind: 'line', points, color, width: 2 });
  return unrolled.layers.flatMap((_, l) => {
    const { left, top, height } = boxAt(unrolled, l, t);
    const [x, middle] = [left + BOX / 2, top + height / 2];
    const up = l === unrolled.layers.length - 1 ? TEXTS - 20 : top - UP;
    return [
      line(x, top, x, up),
      ...(l === 0 ? [line(x, top + height, x, top + height + UP - 12)] : []),
      line(left - ACROSS, middle, left, middle),
    ];
  });
}

/** Returns the errors as arrows. Their widths are logarithmic. */
function errors(unrolled: Unrolled, { forward, backward }: UnrolledView, theme: PlotTheme): Shape[] {
  const T = unrolled.steps.length;
  if (forward < T) return [];
  const largest = largestError(unrolled);
  const color = theme.lines[4 % theme.lines.length];
  const draw = (error: number, ...points: readonly [number, number, number, number]) =>
    arrow(points, errorWidth(error, largest), color);
  const first = T - backward;
  return unrolled.layers.flatMap(({ states, input }, l) =>
    Array.from({ length: T }, (_, t) => {
      if (t < first) return [];
      const { left, top, height } = boxAt(unrolled, l, t);
      const x = left + BOX / 2;
      const isTop = l === unrolled.layers.length - 1;
      let y = top;
      return [
        ...(isTop ? draw(unrolled.output[t], x, TEXTS - 18, x, top) : []),
        ...draw(input[t], x, top + height, x, top + height + UP - (l === 0 ? 12 : 0)),
        ...states.flatMap(state => {
          const rows = CELL * rowsOf(state);
          y += rows;
          return draw(state.passed[t], left, y - rows / 2, left - ACROSS, y - rows / 2);
        }),
      ];
    }).flat(),
  );
}
