import * as vscode from 'vscode';
import { entities } from '../../common/harmlessText';
import { Cancelled, ChannelClosed } from '../../protocol/channel';
import type { TaggedToken } from '../../protocol/labelFigures';
import { number } from '../format/numbers';
import { bar } from '../reading/hover/bar';
import type { LabelPredictions, NamedLabels } from './labelPredictions';
import { guessText, leftOutTexts, noLabelText } from './labelText';
import { selectionAt } from './selectionAt';

/** Maximum number of labels or tokens that a hover lists. */
const LISTED = 8;
/** Maximum number of characters that a hover labels, so that it appears soon and other requests do not wait for it. */
const READ = 2000;
/** Width of the longest bar, in spaces. */
const BAR = 20;

/**
 * Shows the label of the selection while a classifier is the active model, and the tags of its tokens while a tagger is. Then,
 * the hover about probabilities of tokens has nothing to show.
 */
export class LabelHover implements vscode.HoverProvider {
  constructor(private readonly predictions: LabelPredictions) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const selection = selectionAt(document, position);
    if (!selection || token.isCancellationRequested || this.predictions.activeTask === undefined)
      return undefined;
    const selected = document.getText(selection);
    const text = selected.slice(0, READ);
    try {
      const found = await this.predictions.withActive(text);
      if (!found) return undefined;
      const markdown = describeLabels(found, text);
      if (text !== selected) markdown.appendMarkdown(`\n\n${entities(shortenedText())}`);
      return new vscode.Hover(markdown, selection);
    } catch (error) {
      // Shows no hover if its worker has ended.
      if (error instanceof ChannelClosed || error instanceof Cancelled) return undefined;
      throw error;
    }
  }
}

/** Returns the hover of a text. Writes labels and tokens as HTML entities, so that markup in them has no effect. */
export function describeLabels(found: NamedLabels, text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.supportHtml = true;
  const rows = found.task === 'tag' ? tagRows(found.tokens, text) : guessRows(found);
  const title =
    found.task === 'classify' && found.guesses.length > 0 ? guessText(found.guesses[0]) : undefined;
  if (title !== undefined) markdown.appendMarkdown(`**${entities(title)}**\n\n`);
  else if (rows.length === 0) markdown.appendMarkdown(`**${entities(noLabelText())}**\n\n`);
  if (rows.length > 0) markdown.appendMarkdown(`| | | |\n|:--|--:|:--|\n${rows.join('')}\n`);
  for (const words of leftOutTexts(found)) markdown.appendMarkdown(`${entities(words)}\n\n`);
  markdown.appendMarkdown(entities(vscode.l10n.t('Model: {0}', found.model)));
  return markdown;
}

const shortenedText = () => vscode.l10n.t('Only the beginning of the selection was read.');

function guessRows({ guesses }: Extract<NamedLabels, { readonly task: 'classify' }>): string[] {
  return guesses
    .slice(0, LISTED)
    .map(
      ({ label, probability }) =>
        `| ${entities(label)} | ${entities(number(probability))} | ${bar(probability, BAR)} |\n`,
    );
}

function tagRows(tokens: readonly TaggedToken[], text: string): string[] {
  const more = tokens.length > LISTED ? ['| … | | |\n'] : [];
  const rows = tokens
    .slice(0, LISTED)
    .map(
      ({ start, end, label, probability }) =>
        `| ${entities(text.slice(start, end))} | ${entities(label)} | ${entities(number(probability))} |\n`,
    );
  return [...rows, ...more];
}
