/** The colours of VS Code's theme that plots use. Canvas knows no CSS variables, so they are read when the theme changes. */
export interface PlotTheme {
  readonly text: string;
  readonly secondary: string;
  readonly background: string;
  readonly grid: string;
  readonly font: string;
  /** In high contrast, lines differ by their dashes, not by colour alone. */
  readonly highContrast: boolean;
  readonly lines: readonly string[];
}

/** How a line is drawn. */
export interface Pen {
  readonly color: string;
  /** Pixels drawn and left out; missing where the line is whole. */
  readonly dash?: readonly number[];
}

/**
 * Neighbours differ most, also for colour-blind eyes. VS Code's orange is see-through in some themes, so cyan
 * takes its place.
 */
const variables = [
  '--vscode-charts-blue',
  '--vscode-charts-yellow',
  '--vscode-charts-green',
  '--vscode-charts-red',
  '--vscode-charts-purple',
  '--vscode-terminal-ansiCyan',
];

const dashes: readonly (readonly number[] | undefined)[] = [
  undefined,
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [5, 2],
  [1, 4],
];

export function readTheme(): PlotTheme {
  const style = getComputedStyle(document.body);
  const color = (variable: string, otherwise: string) => style.getPropertyValue(variable).trim() || otherwise;
  const highContrast = document.body.className.includes('vscode-high-contrast');
  const text = color('--vscode-foreground', '#888');
  return {
    text,
    secondary: color('--vscode-descriptionForeground', text),
    background: color('--vscode-editor-background', '#fff'),
    grid: highContrast ? 'rgba(128,128,128,0.45)' : 'rgba(128,128,128,0.2)',
    font: style.fontFamily,
    lines: variables.map(variable => color(variable, text)),
    highContrast,
  };
}

/** Lines beyond the colours begin with these anew, and are dashed. */
export function penOf({ highContrast, lines }: PlotTheme, line: number): Pen {
  const round = Math.floor(line / lines.length);
  const dash = dashes[(highContrast ? line + round : round) % dashes.length];
  return { color: lines[line % lines.length], ...(dash && { dash }) };
}

/** Calls back when VS Code changes the theme, which it tells by the body's class and style. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
