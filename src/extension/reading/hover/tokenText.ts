import * as vscode from 'vscode';
import { inMarkdown } from '../../../common/inert';
import type { TokenPrediction } from '../../../protocol/reader';
import { number, percent } from '../../format/numbers';
import { visible } from '../scoreFigures';
import { bar } from './bar';

const BAR = 10;

/** Formats the hover of a token. The token is appended as plain text too. */
export function describeToken(token: TokenPrediction): vscode.MarkdownString {
  const { l10n } = vscode;
  const { text, isUnknown, logProb, rank, vocabulary, alternatives } = token;
  const markdown = new vscode.MarkdownString();
  markdown
    .appendMarkdown('**')
    .appendText(inMarkdown(visible(text)))
    .appendMarkdown('**');
  if (isUnknown) {
    const isScored = Number.isFinite(logProb);
    const text = isScored
      ? l10n.t('unknown to the model, scored as <unk>')
      : l10n.t('unknown to the model, left out of the perplexity');
    markdown.appendText(` · ${text}`);
  }
  markdown.appendMarkdown('\n\n');
  if (!Number.isNaN(logProb)) {
    const figures = [
      l10n.t('probability {0}', percent(Math.exp(logProb))),
      l10n.t('rank {0} of {1}', number(rank, 0), number(vocabulary, 0)),
      l10n.t('{0} bits', number(-logProb / Math.LN2)),
    ];
    markdown.appendText(figures.join(' · ')).appendMarkdown('\n\n');
  }
  for (const { text: symbol, probability } of alternatives) {
    markdown.appendMarkdown('- ').appendText(`${bar(probability, BAR)} ${percent(probability)} `);
    markdown.appendMarkdown(symbol === text ? '**' : '').appendText(inMarkdown(visible(symbol)));
    markdown.appendMarkdown(symbol === text ? '**\n' : '\n');
  }
  return markdown;
}
