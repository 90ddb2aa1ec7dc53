import type { PlotTheme } from './theme';

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

/** The colours of VS Code's theme. Canvas knows no CSS variables, so they are read when the theme changes. */
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

/** Calls back when VS Code changes the theme, which it tells by the body's class and style. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
