import * as vscode from 'vscode';
import { type HeatmapLevel, LEVELS, unknown } from './scale';

/** Underlines say in high contrast what backgrounds alone could not: one for every level. */
const lines = ['1px dotted', '1px solid', '2px solid', '3px double'];

/** The looks of the levels in the present kind of theme; colours are the theme's, by the names in package.json. */
export class Palette {
  private readonly types = new Map<HeatmapLevel, vscode.TextEditorDecorationType>();

  constructor(kind: vscode.ColorThemeKind) {
    for (let level = 1; level <= LEVELS; level++) {
      const line = hasLines(kind) ? underline(lines[level - 1]) : {};
      this.types.set(level, decoration({ backgroundColor: new vscode.ThemeColor(colour(level)), ...line }));
    }
    const dashed = underline('2px dashed');
    this.types.set(unknown, decoration(dashed));
  }

  /** Paints these patches of an editor's text, and nothing else. */
  paint(editor: vscode.TextEditor, patches: ReadonlyMap<HeatmapLevel, readonly vscode.Range[]>): void {
    for (const [level, type] of this.types) editor.setDecorations(type, patches.get(level) ?? []);
  }

  clear(editor: vscode.TextEditor): void {
    this.paint(editor, new Map());
  }

  /** Takes all that it painted off every editor. */
  dispose(): void {
    for (const type of this.types.values()) type.dispose();
  }
}

export function hasLines(kind: vscode.ColorThemeKind): boolean {
  return kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
}

/** What the line below a level is called. */
export function lineName(level: HeatmapLevel): string {
  const { t } = vscode.l10n;
  return [t('dotted line'), t('line'), t('thick line'), t('double line')][level - 1];
}

/** The name of a level's colour, as package.json contributes it. */
export const colour = (level: HeatmapLevel) => `elman.heatmap.level${level}`;

function decoration(options: vscode.DecorationRenderOptions): vscode.TextEditorDecorationType {
  const rangeBehavior = vscode.DecorationRangeBehavior.ClosedClosed; // what is typed beside it was not read yet
  return vscode.window.createTextEditorDecorationType({ ...options, rangeBehavior });
}

/** Only below the text: a border at its sides would push the words apart. */
function underline(line: string): vscode.DecorationRenderOptions {
  const [width, style] = line.split(' ');
  return {
    borderWidth: `0 0 ${width} 0`,
    borderStyle: style,
    borderColor: new vscode.ThemeColor('elman.heatmap.line'),
  };
}
