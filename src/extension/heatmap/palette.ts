import * as vscode from 'vscode';
import { Owner } from '../disposableOwner';
import { type HeatmapLevel, LEVELS, negative, STATE_COLOURS, stateOfLevel, unknown } from './scale';

/**
 * The underline style of each level in high-contrast themes. In these themes, background colours are hard to
 * distinguish.
 */
const lines = ['1px dotted', '1px solid', '2px solid', '3px double'];

/**
 * The decorations of all levels and states, for either normal or high-contrast themes. The colours are theme colours
 * that package.json defines. `dispose` removes the decorations from every editor.
 */
export class Palette extends Owner {
  private readonly types = new Map<HeatmapLevel, vscode.TextEditorDecorationType>();

  constructor(kind: vscode.ColorThemeKind) {
    super();
    for (let level = 1; level <= LEVELS; level++) {
      const line = hasLines(kind) ? underline(lines[level - 1]) : {};
      this.add(level, { backgroundColor: new vscode.ThemeColor(colour(level)), ...line });
    }
    for (let level = 1; level <= LEVELS; level++) {
      const line = hasLines(kind) ? overline(lines[level - 1]) : {};
      this.add(negative(level), { backgroundColor: new vscode.ThemeColor(negativeColour(level)), ...line });
    }
    this.add(unknown, underline('2px dashed'));
  }

  /** Colours the given ranges of an editor and removes all other heatmap colours. */
  paint(editor: vscode.TextEditor, patches: ReadonlyMap<HeatmapLevel, readonly vscode.Range[]>): void {
    for (const level of patches.keys()) this.addState(level);
    for (const [level, type] of this.types) editor.setDecorations(type, patches.get(level) ?? []);
  }

  clear(editor: vscode.TextEditor): void {
    this.paint(editor, new Map());
  }

  /** Adds the decoration of a state when it is needed first, because a model can have many states. */
  private addState(level: HeatmapLevel): void {
    const state = stateOfLevel(level);
    if (state === undefined || this.types.has(level)) return;
    const line = stateLine(state);
    const backgroundColor = new vscode.ThemeColor(stateColour(state));
    this.add(level, { backgroundColor, ...(line > 0 && underline(lines[line - 1])) });
  }

  private add(level: HeatmapLevel, options: vscode.DecorationRenderOptions): void {
    this.types.set(level, this.own(decoration(options)));
  }
}

export function hasLines(kind: vscode.ColorThemeKind): boolean {
  return kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
}

/** Returns the name of a level's underline style. */
export function lineName(level: HeatmapLevel): string {
  const { t } = vscode.l10n;
  return [t('dotted line'), t('line'), t('thick line'), t('double line')][level - 1];
}

/** Returns the name of a level's theme colour in package.json. */
export const colour = (level: HeatmapLevel) => `elman.heatmap.level${level}`;

/** Returns the name of the theme colour of a negative value of a unit. */
export const negativeColour = (level: number) => `elman.heatmap.negative${level}`;

/** Returns the name of a state's theme colour. States that are `STATE_COLOURS` apart have the same colour. */
export const stateColour = (state: number) => `elman.heatmap.state${(state % STATE_COLOURS) + 1}`;

/**
 * Returns the underline style of a state: 0 for the first `STATE_COLOURS` states, which have none, then 1 to 4. Still
 * later states have both the colour and the line of an earlier one.
 */
export const stateLine = (state: number) => Math.floor(state / STATE_COLOURS) % (lines.length + 1);

function decoration(options: vscode.DecorationRenderOptions): vscode.TextEditorDecorationType {
  // Text that is typed at the edge of a coloured range stays uncoloured until the document is read again.
  const rangeBehavior = vscode.DecorationRangeBehavior.ClosedClosed;
  return vscode.window.createTextEditorDecorationType({ ...options, rangeBehavior });
}

/** Draws only the bottom border. Borders on the left and right would take space between the words. */
const underline = (line: string) => border(line, width => `0 0 ${width} 0`);
/** Draws only the top border, for negative values. */
const overline = (line: string) => border(line, width => `${width} 0 0 0`);

function border(line: string, widths: (width: string) => string): vscode.DecorationRenderOptions {
  const [width, style] = line.split(' ');
  return {
    borderWidth: widths(width),
    borderStyle: style,
    borderColor: new vscode.ThemeColor('elman.heatmap.line'),
  };
}
