import * as vscode from 'vscode';
import { entities } from '../../../common/harmlessText';
import { visible } from '../../../common/visibleToken';
import type { ModelScore } from '../../core/textReader';
import { number, percent } from '../../format/numbers';
import { linkedMarkdown, linkTo } from '../revealText';
import { figuresOf, isByCharacter, warningsOf, weightsOf } from '../scoreFigures';
import { tokenInPlace } from '../tokenInPlace';
import { bar } from './bar';

/** BAR: width of the longest bar, in spaces. GAP: the space between two columns. */
const BAR = 20;
const GAP = '&nbsp;'.repeat(4);

/**
 * Returns the hover of a selection. Writes names and tokens as HTML entities, so that markup in them has no
 * effect.
 */
export function describeSelection(score: ModelScore, document: vscode.TextDocument): vscode.MarkdownString {
  const markdown = linkedMarkdown();
  markdown.appendMarkdown(`${titleOf(score)}\n\n`);
  for (const warning of warningsOf(score)) markdown.appendMarkdown(`**${entities(warning)}**\n\n`);
  markdown.appendMarkdown(figureTable(score));
  if (score.mostSurprising.length > 0) markdown.appendMarkdown(`\n${surprisingTable(score, document)}`);
  return markdown;
}

function titleOf({ model }: ModelScore): string {
  return `**${entities(model.name)}** · ${entities(weightsOf(model) ?? model.description)}`;
}

/** Returns a table of the figures with two figures per row, to keep the hover short. */
function figureTable(score: ModelScore): string {
  const cells = figuresOf(score).map(
    ({ name, value }) => `${entities(name)} | ${GAP}**${entities(value)}** |`,
  );
  const rows = ['| | | | | |', '|:--|--:|---|:--|--:|'];
  for (let i = 0; i < cells.length; i += 2) rows.push(`| ${cells[i]} ${GAP} | ${cells[i + 1] ?? '| |'}`);
  return `${rows.join('\n')}\n`;
}

function surprisingTable(score: ModelScore, document: vscode.TextDocument): string {
  const { l10n } = vscode;
  const what = isByCharacter(score.model)
    ? l10n.t('Most surprising characters')
    : l10n.t('Most surprising tokens');
  const head = [entities(what), GAP + entities(l10n.t('Bits')), '', entities(l10n.t('Expected')), ''];
  const [{ surprisal: most }] = score.mostSurprising;
  const rows = score.mostSurprising.map(token => {
    const { surprisal, expected } = token;
    const [before, itself, after] = tokenInPlace(token, score.model, document).map(entities);
    return [
      `[${before}<b>${itself}</b>${after}](${linkTo(document, token.start, token.end)})`,
      entities(number(surprisal, 1)),
      bar(surprisal / most, BAR) + GAP,
      expected ? entities(visible(expected.text)) : '',
      expected ? entities(percent(expected.probability)) : '',
    ];
  });
  return [head, [':--', '--:', ':--', ':--', '--:'], ...rows].map(row => `| ${row.join(' | ')} |\n`).join('');
}
