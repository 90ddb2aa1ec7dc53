import * as vscode from 'vscode';
import { entities } from '../../common/harmlessText';
import { sourceNotes } from '../../common/sourceNotes';
import { Cancelled, ChannelClosed } from '../../protocol/channel';
import type { ShownTranslations } from '../../protocol/translationPage';
import { signalOf } from '../abortSignal';
import { number } from '../format/numbers';
import { selectionAt } from '../labels/selectionAt';
import { translate } from '../translate';
import { sourceIn } from './sources';
import type { Translator } from './translator';

/** Maximum number of characters of a selection that a hover translates, so that it appears soon. */
const READ = 200;

/** Shows the most likely targets of the selected line while a translator is the active model. */
export class TranslationHover implements vscode.HoverProvider {
  constructor(private readonly translator: Translator) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const selection = selectionAt(document, position);
    if (!selection?.isSingleLine || token.isCancellationRequested || !this.translator.isActive)
      return undefined;
    const source = sourceIn(document.getText(selection));
    if (source === undefined || source.length > READ) return undefined;
    try {
      const found = await this.translator.translate([source], signalOf(token));
      return new vscode.Hover(describeTargets(found), selection);
    } catch (error) {
      // Shows no hover if its worker has ended.
      if (error instanceof ChannelClosed || error instanceof Cancelled) return undefined;
      throw error;
    }
  }
}

/** Returns the hover of a source. Writes targets as HTML entities, so that markup in them has no effect. */
export function describeTargets({ model, found }: ShownTranslations): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.supportHtml = true;
  const [source] = found.sources;
  const rows = source.targets.map(
    ({ text, probability }) => `| ${entities(text)} | ${entities(number(probability, 3))} |\n`,
  );
  if (rows.length > 0) markdown.appendMarkdown(`| | |\n|:--|--:|\n${rows.join('')}\n`);
  for (const note of sourceNotes(source, found)) markdown.appendMarkdown(`${entities(translate(note))}\n\n`);
  markdown.appendMarkdown(entities(vscode.l10n.t('Model: {0}', model)));
  return markdown;
}
