import * as vscode from 'vscode';
import { inMarkdown } from '../../common/harmlessText';
import { unitName } from '../../protocol/unitReading';
import { hasLines, lineName } from './palette';
import type { DifferenceScale, SignedScale, UnitScale } from './scale';
import { swatch } from './swatch';

/** Returns the scale as one line, for the status bar. */
export const brieflySigned = (scale: SignedScale) =>
  scale.mode === 'unit' ? brieflyUnit(scale) : brieflyDifference(scale);

/** Appends what the values mean, and a line per colour. */
export function explainSigned(markdown: vscode.MarkdownString, scale: SignedScale): void {
  const { t } = vscode.l10n;
  markdown.appendMarkdown(`${brieflySigned(scale)}\n\n`);
  if (scale.mode === 'difference')
    markdown
      .appendText(inMarkdown(t('Positive: "{0}" is more surprised than the active model.', scale.compared)))
      .appendMarkdown('\n\n');
  for (const line of signedLines(scale)) markdown.appendMarkdown(`${line}  \n`);
}

function brieflyUnit({ place, size, range }: UnitScale): string {
  return vscode.l10n.t('{0} (units: {1}): −{2} to {2}', unitName(place), size, number(range));
}

function brieflyDifference({ range }: DifferenceScale): string {
  return vscode.l10n.t('difference: −{0} to {0} bits', number(range));
}

/** Returns the lines of the scale as Markdown: each colour, from the highest values to the lowest. */
function signedLines(scale: SignedScale): string[] {
  const isLined = hasLines(vscode.window.activeColorTheme.kind);
  const { t } = vscode.l10n;
  const levels = scale.thresholds.map((_, i) => i + 1);
  const row = (level: number, sign: 1 | -1) => {
    const [from, to] = [scale.thresholds[level - 1], scale.thresholds[level] ?? scale.range];
    const values =
      sign > 0 ? t('{0} to {1}', number(from), number(to)) : t('−{0} to −{1}', number(to), number(from));
    if (!isLined) return `${swatch(sign * level)} ${values}`;
    const line = sign > 0 ? lineName(level) : t('{0} above the text', lineName(level));
    return `${swatch(sign * level)} ${values} (${line})`;
  };
  const least = number(scale.thresholds[0]);
  return [
    ...[...levels].reverse().map(level => row(level, 1)),
    `${swatch(0)} ${t('−{0} to {0}', least)}`,
    ...levels.map(level => row(level, -1)),
  ];
}

function number(value: number): string {
  return value.toLocaleString(vscode.env.language, { maximumSignificantDigits: 3 });
}
