import * as vscode from 'vscode';
import { entities } from '../../../common/harmlessText';
import { surprisalOf } from '../../../common/perplexity';
import { visible } from '../../../common/visibleToken';
import type { TokenPrediction } from '../../../protocol/textScore';
import { number, percent } from '../../format/numbers';
import { bar } from './bar';

/** BAR: width of the bar for a probability of 1, in spaces. GAP: the space between two columns. */
const BAR = 30;
const GAP = '&nbsp;'.repeat(4);

/**
 * Returns the hover of a token: the token's figures, and a table of the most likely tokens. Writes tokens as
 * HTML entities, so that markup in them has no effect.
 */
export function describeToken(token: TokenPrediction): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.supportHtml = true;
  markdown.appendMarkdown(`${headOf(token)}\n\n`);
  if (!Number.isNaN(token.logProb)) markdown.appendMarkdown(`${entities(figuresOf(token))}\n\n`);
  if (token.alternatives.length > 0) markdown.appendMarkdown(predictionTable(token));
  return markdown;
}

function headOf({ text, isUnknown, logProb }: TokenPrediction): string {
  const token = `**${entities(visible(text))}**`;
  if (!isUnknown) return token;
  const note = Number.isFinite(logProb)
    ? vscode.l10n.t('unknown to the model, scored as <unk>')
    : vscode.l10n.t('unknown to the model, left out of the perplexity');
  return `${token} · ${entities(note)}`;
}

function figuresOf({ logProb, rank, vocabulary, bothSides }: TokenPrediction): string {
  const { l10n } = vscode;
  const figures = [
    l10n.t('probability {0}', percent(Math.exp(logProb))),
    l10n.t('rank {0} of {1}', number(rank, 0), number(vocabulary, 0)),
    l10n.t('{0} bits', number(surprisalOf(logProb))),
    ...(bothSides ? [l10n.t('predicted from both sides')] : []),
  ];
  return figures.join(' · ');
}

function predictionTable({ text, alternatives }: TokenPrediction): string {
  const { l10n } = vscode;
  const head = [entities(l10n.t('Predicted')), GAP + entities(l10n.t('Probability')), ''];
  const rows = alternatives.map(({ text: symbol, probability }) => {
    const shown = entities(visible(symbol));
    return [
      symbol === text ? `<b>${shown}</b>` : shown,
      entities(percent(probability)),
      bar(probability, BAR),
    ];
  });
  return [head, [':--', '--:', ':--'], ...rows].map(row => `| ${row.join(' | ')} |\n`).join('');
}
