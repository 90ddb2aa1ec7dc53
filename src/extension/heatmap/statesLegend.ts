import * as vscode from 'vscode';
import { inMarkdown } from '../../common/harmlessText';
import { visible } from '../../common/visibleToken';
import { lineName, stateLine } from './palette';
import { STATE_COLOURS, type StatesScale } from './scale';
import { stateSwatch } from './swatch';

/** Maximum number of states in the tooltip. */
const SHOWN = 24;

/** Returns the scale as one line, for the status bar. */
export const brieflyStates = ({ count }: StatesScale) => vscode.l10n.t('states: {0}', count);

/** Appends a line per state: its colour, its number from 1 and its most likely symbols. */
export function explainStates(markdown: vscode.MarkdownString, { count, symbols }: StatesScale): void {
  const { t } = vscode.l10n;
  for (const [state, likely] of symbols.slice(0, SHOWN).entries()) {
    const line = stateLine(state);
    const name = line > 0 ? t('state {0} ({1})', state + 1, lineName(line)) : t('state {0}', state + 1);
    markdown
      .appendMarkdown(`${stateSwatch(state)} ${name}: `)
      .appendText(inMarkdown(likely.map(visible).join(' ')))
      .appendMarkdown('  \n');
  }
  if (count > SHOWN) markdown.appendMarkdown(`\n${t('States that are not listed: {0}.', count - SHOWN)}\n`);
  if (count > STATE_COLOURS)
    markdown.appendMarkdown(
      `\n${t('There are {0} colours. Further states have the same colours, with a line below the text.', STATE_COLOURS)}\n`,
    );
}
