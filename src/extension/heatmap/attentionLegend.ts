import * as vscode from 'vscode';
import { headName } from './chosenHead';
import { hasLines, lineName } from './palette';
import type { AttentionScale } from './scale';
import { swatch } from './swatch';

/** Returns the scale as one line, for the status bar. */
export const brieflyAttention = ({ place }: AttentionScale) =>
  vscode.l10n.t('attention: {0}', headName(place));

/** Appends the number of layers and heads, and a line per colour, from the highest weights to the lowest. */
export function explainAttention(markdown: vscode.MarkdownString, scale: AttentionScale): void {
  const { t } = vscode.l10n;
  const { layers, heads, thresholds, range } = scale;
  markdown.appendMarkdown(
    `${brieflyAttention(scale)} (${t('layers: {0}, heads per layer: {1}', layers, heads)})\n\n`,
  );
  const isLined = hasLines(vscode.window.activeColorTheme.kind);
  for (let level = thresholds.length; level >= 0; level--) {
    const [from, to] = [number(thresholds[level - 1] ?? 0), number(thresholds[level] ?? range)];
    const line = isLined && level > 0 ? ` (${lineName(level)})` : '';
    markdown.appendMarkdown(`${swatch(level)} ${t('{0} to {1}', from, to)}${line}  \n`);
  }
}

const number = (value: number) => value.toLocaleString(vscode.env.language, { maximumSignificantDigits: 2 });
