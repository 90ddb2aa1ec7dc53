import { columnsOf } from '../../common/wideLetters';
import { type Cluster, rowsOf } from '../../engine/scoring/clusters/averageLinkage';

/** Number of columns from the names to the right end of the drawing. */
const WIDTH = 60;
/** The directions in which lines leave a character. Each is one bit, so that they can be combined. */
const [LEFT, RIGHT, UP, DOWN] = [1, 2, 4, 8];
const characters: Readonly<Record<number, string>> = {
  [LEFT | RIGHT]: '─',
  [UP | DOWN]: '│',
  [LEFT | DOWN]: '┐',
  [LEFT | UP]: '┘',
  [LEFT | RIGHT | DOWN]: '┬',
  [LEFT | RIGHT | UP]: '┴',
  [UP | DOWN | RIGHT]: '├',
  [UP | DOWN | LEFT]: '┤',
  [LEFT | RIGHT | UP | DOWN]: '┼',
};

/**
 * Draws a dendrogram as text, with one line per name. The higher a cluster is, the farther to the right its
 * members are joined. The distance is proportional to the height. `names` contains the names of the rows that
 * were clustered.
 */
export function dendrogramText(cluster: Cluster, names: readonly string[]): string {
  const ordered = rowsOf(cluster).map(row => names[row]);
  const canvas = new Canvas(ordered.length);
  const top = draw(canvas, cluster, { line: 0, scale: WIDTH / (cluster.height || 1) });
  canvas.across(top.line, top.column, top.column + 2);
  const width = Math.max(...ordered.map(columnsOf));
  const lines = ordered.map((name, i) =>
    `${name}${' '.repeat(width - columnsOf(name))} ${canvas.line(i)}`.trimEnd(),
  );
  const height = Number(cluster.height.toPrecision(4));
  return `${lines.join('\n')}\n${' '.repeat(width)} 0${`${height}`.padStart(top.column)}\n`;
}

/**
 * The start of the horizontal line that leads from a cluster to the right, to the cluster that contains it.
 */
interface Exit {
  readonly line: number;
  readonly column: number;
}

/**
 * Draws a cluster and returns its exit. `line` is the number of the line with the cluster's first name.
 * `scale` is the number of columns per unit of height.
 */
function draw(
  canvas: Canvas,
  cluster: Cluster,
  { line, scale }: { readonly line: number; readonly scale: number },
): Exit {
  if ('row' in cluster) return { line, column: 0 };
  const [a, b] = cluster.parts;
  const upper = draw(canvas, a, { line, scale });
  const lower = draw(canvas, b, { line: line + a.size, scale });
  const column = Math.max(Math.round(cluster.height * scale), upper.column + 1, lower.column + 1);
  for (const part of [upper, lower]) canvas.across(part.line, part.column, column);
  canvas.down(column, upper.line, lower.line);
  return { line: Math.floor((upper.line + lower.line) / 2), column };
}

/** A grid of characters. In each character, lines can leave in four directions. */
class Canvas {
  private readonly lines: number[][];

  constructor(count: number) {
    this.lines = Array.from({ length: count }, () => []);
  }

  /** Draws a horizontal line from a column to a column farther right. */
  across(line: number, from: number, to: number): void {
    for (let column = from; column < to; column++) {
      this.add(line, column, RIGHT);
      this.add(line, column + 1, LEFT);
    }
  }

  /** Draws a vertical line from a line of text to one below it. */
  down(column: number, from: number, to: number): void {
    for (let line = from; line < to; line++) {
      this.add(line, column, DOWN);
      this.add(line + 1, column, UP);
    }
  }

  line(index: number): string {
    return Array.from(this.lines[index], (bits = 0) => characters[bits] ?? (bits === 0 ? ' ' : '─')).join('');
  }

  private add(line: number, column: number, bit: number): void {
    this.lines[line][column] = (this.lines[line][column] ?? 0) | bit;
  }
}
