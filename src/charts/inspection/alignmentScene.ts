import { visible } from '../../common/visibleToken';
import type { Scene, Shape } from '../plot/scene';
import { FONT_SIZE, type PlotTheme } from '../plot/theme';
import { type CellPlace, cell, outline } from './cells';

/** The side of a cell in pixels, and the space for the symbols of the target. Longer symbols are shortened. */
const [SIDE, MARGIN] = [24, 64];
/** Number of characters of a symbol that are shown above a column, and beside a row. */
const [ABOVE, BESIDE] = [3, 9];

/** What attention read while a target was written. */
export interface Alignment {
  readonly source: readonly string[];
  readonly target: readonly string[];
  /** The weights of the source symbols, one row for each symbol of the target, then one for its end if it has one. */
  readonly weights: readonly ArrayLike<number>[];
  /** What the row of the end is called. */
  readonly end: string;
}

/** Returns the size of the picture in pixels. */
export const alignmentSize = ({ source, weights }: Pick<Alignment, 'source' | 'weights'>) => ({
  width: MARGIN + SIDE * source.length + 1,
  height: SIDE * (weights.length + 1) + 1,
});

/**
 * Returns the picture of an alignment: the source above, the target on the left, and a cell for each pair of symbols,
 * whose opacity is the weight.
 */
export function alignmentScene({ source, target, weights, end }: Alignment, theme: PlotTheme): Scene {
  const placeOf = (row: number, column: number): CellPlace => ({
    ...{ left: MARGIN + SIDE * column, top: SIDE * (row + 1) },
    ...{ width: SIDE, height: SIDE },
  });
  const cells = weights.flatMap((row, r) =>
    Array.from(row, (weight, c) => cell(placeOf(r, c), weight, 1, theme)),
  );
  const [width, height] = [SIDE * source.length, SIDE * weights.length];
  const frame = outline({ left: MARGIN, top: SIDE, width, height }, theme.secondary);
  const columns = source.map((symbol, c) => {
    const { left } = placeOf(0, c);
    return label(shortened(symbol, ABOVE), left + SIDE / 2, 'middle', -1);
  });
  const rows = weights.map((_, r) =>
    label(r < target.length ? shortened(target[r], BESIDE) : end, MARGIN - 6, 'end', r),
  );
  const { font, background, text: color } = theme;
  return {
    ...{ ...alignmentSize({ source, weights }), font, background },
    layers: [
      { shapes: cells },
      { shapes: [frame, ...[...columns, ...rows].map(each => ({ ...each, color }))] },
    ],
  };
}

type Label = Omit<Extract<Shape, { kind: 'text' }>, 'color'>;

/** Returns a text in the row of cells with this index; -1 is the row above the first. */
function label(text: string, x: number, align: Label['align'], row: number): Label {
  return { kind: 'text', text, x, y: SIDE * (row + 1.5) + FONT_SIZE / 3, size: FONT_SIZE, align };
}

function shortened(symbol: string, most: number): string {
  const characters = [...visible(symbol)];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}
