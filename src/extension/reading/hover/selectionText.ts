import * as vscode from 'vscode';
import { inMarkdown } from '../../../common/inert';
import type { ModelScore } from '../../core/textReader';
import { number, percent } from '../../format/numbers';
import { figuresOf, mostlyUnknown, visible } from '../scoreFigures';
import { bar } from './bar';

const BAR = 8;

/**
 * Formats the hover of a selection. Names and tokens are appended as plain text, so that Markdown in them has
 * no effect.
 */
export function describeSelection(score: ModelScore): vscode.MarkdownString {
  const { name, iteration, description } = score.model;
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**').appendText(inMarkdown(name)).appendMarkdown('** · ');
  markdown
    .appendText(
      iteration > 0 ? vscode.l10n.t('iteration {0}', number(iteration, 0)) : inMarkdown(description),
    )
    .appendMarkdown('\n\n');
  const warning = mostlyUnknown(score);
  if (warning !== undefined)
    markdown.appendMarkdown('**').appendText(inMarkdown(warning)).appendMarkdown('**\n\n');
  for (const [i, { name, value }] of figuresOf(score).entries()) {
    markdown.appendText(`${name}: `).appendMarkdown('**').appendText(value);
    markdown.appendMarkdown(i % 2 === 0 ? '** · ' : '**  \n'); // two per line to keep the hover short
  }
  if (score.worst.length === 0) return markdown;
  markdown
    .appendMarkdown('\n')
    .appendText(vscode.l10n.t('Most surprising tokens, in bits:'))
    .appendMarkdown('\n\n');
  const [{ surprisal: most }] = score.worst;
  for (const { text, surprisal, expected } of score.worst) {
    markdown.appendMarkdown('- ').appendText(`${bar(surprisal / most, BAR)} ${number(surprisal, 1)} `);
    markdown
      .appendMarkdown('**')
      .appendText(inMarkdown(visible(text)))
      .appendMarkdown('**');
    if (expected) {
      const [symbol, share] = [visible(expected.text), percent(expected.probability)];
      markdown.appendText(inMarkdown(` – ${vscode.l10n.t('expected {0} ({1})', symbol, share)}`));
    }
    markdown.appendMarkdown('\n');
  }
  return markdown;
}
