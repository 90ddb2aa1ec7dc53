import type { PlotTheme } from '../../src/charts/plot/theme';

/**
 * The CSS variables of the line colours. Neighbouring colours are chosen so that colour-blind people can
 * distinguish them. Cyan replaces VS Code's orange, which is transparent in some themes.
 */
const variables = [
  '--vscode-charts-blue',
  '--vscode-charts-yellow',
  '--vscode-charts-green',
  '--vscode-charts-red',
  '--vscode-charts-purple',
  '--vscode-terminal-ansiCyan',
];

/**
 * Reads the colours of VS Code's theme. Must be called again when the theme changes, because a canvas does
 * not support CSS variables.
 */
export function readTheme(): PlotTheme {
  const style = getComputedStyle(document.body);
  return themeOf({
    colorOf: variable => style.getPropertyValue(variable).trim(),
    kind: document.body.className,
    font: style.fontFamily,
  });
}

interface ThemeSource {
  /** Returns the value of a CSS variable; empty if the theme does not set it. */
  colorOf(variable: string): string;
  /** The class by which VS Code names the kind of theme, possibly among other classes. */
  readonly kind: string;
  readonly font: string;
}

/** Returns the colours of plots in a theme. */
export function themeOf({ colorOf, kind, font }: ThemeSource): PlotTheme {
  const color = (variable: string, otherwise: string) => colorOf(variable) || otherwise;
  const highContrast = kind.includes('vscode-high-contrast');
  const text = color('--vscode-foreground', '#888');
  return {
    text,
    secondary: color('--vscode-descriptionForeground', text),
    background: color('--vscode-editor-background', '#fff'),
    grid: highContrast ? 'rgba(128,128,128,0.45)' : 'rgba(128,128,128,0.2)',
    font,
    lines: variables.map(variable => color(variable, text)),
    highContrast,
  };
}

/**
 * Calls `changed` when the theme changes. On a theme change, VS Code changes the class of the body and the
 * style of the root element.
 */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
