/** The colours of VS Code's theme that charts use. Canvas knows no CSS variables, so they are read when the theme changes. */
export interface ChartTheme {
  readonly text: string;
  readonly grid: string;
  readonly lines: readonly string[];
  /** In high contrast, lines differ by their dashes, not by colour alone. */
  readonly highContrast: boolean;
}

/** The first line is the main one. VS Code's orange is see-through in some themes, so cyan takes its place. */
const lineVariables = [
  '--vscode-charts-blue',
  '--vscode-terminal-ansiCyan',
  '--vscode-charts-green',
  '--vscode-charts-purple',
  '--vscode-charts-red',
  '--vscode-charts-yellow',
];

export function readTheme(): ChartTheme {
  const style = getComputedStyle(document.body);
  const color = (variable: string, otherwise: string) => style.getPropertyValue(variable).trim() || otherwise;
  const highContrast = document.body.className.includes('vscode-high-contrast');
  const text = color('--vscode-foreground', '#888');
  return {
    text,
    grid: highContrast ? 'rgba(128,128,128,0.45)' : 'rgba(128,128,128,0.2)',
    lines: lineVariables.map(variable => color(variable, text)),
    highContrast,
  };
}

/** Pixels drawn and left out, and how the legend shows them. */
const dashes: readonly { readonly lengths: number[]; readonly sign: string }[] = [
  { lengths: [], sign: '───' },
  { lengths: [8, 4], sign: '─ ─' },
  { lengths: [2, 3], sign: '∙∙∙∙' },
  { lengths: [10, 3, 2, 3], sign: '─∙─' },
  { lengths: [5, 2], sign: '‐‐‐' },
  { lengths: [1, 4], sign: '∙ ∙ ∙' },
];

/** Lines beyond the colours begin with these anew, and are dashed. */
export function dashOf({ highContrast, lines }: ChartTheme, line: number) {
  const round = Math.floor(line / lines.length);
  const dash = highContrast ? line + round : round;
  return dash > 0 || highContrast ? dashes[dash % dashes.length] : undefined;
}

/** Calls back when VS Code changes the theme, which it tells by the body's class and style. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
