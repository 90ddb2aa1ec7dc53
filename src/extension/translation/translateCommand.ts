import * as vscode from 'vscode';
import type { ShownTranslations } from '../../protocol/translationPage';
import { UserError } from '../../protocol/userError';
import { selectedRanges } from '../reading/report/selectedRanges';
import { withProgress } from '../withProgress';
import { areFew, CHARACTERS, charactersIn, LINES, sourcesIn } from './sources';
import type { TranslationPanels } from './translationPanels';
import type { Translator } from './translator';

/** Implements "Translate Selection": each line that is not empty is a source. */
export class TranslateCommand {
  constructor(
    private readonly translator: Translator,
    private readonly panels: TranslationPanels,
  ) {}

  /** Translates the selected lines, or all lines if nothing is selected. Shows the targets in a page. */
  async run(): Promise<ShownTranslations> {
    const { document, ranges, name } = selectedRanges();
    const lines = someSources(ranges.map(range => document.getText(range)));
    const title = vscode.l10n.t('Translating {0}', name);
    const translations = await withProgress(title, signal => this.translator.translate(lines, signal));
    this.panels.show(translations);
    return translations;
  }
}

/** Returns the sources in texts. Throws a UserError if there is none, or if there are too many. */
function someSources(texts: readonly string[]): string[] {
  const lines = texts.flatMap(sourcesIn);
  if (lines.length === 0)
    throw new UserError('The selection has no source. Select lines of which each is a source.');
  if (areFew(lines)) return lines;
  throw new UserError(
    'The selection has {0} lines and {1} characters, but at most {2} lines and {3} characters can be translated here. Select fewer, or use "elman translate".',
    [lines.length, charactersIn(lines), LINES, CHARACTERS],
  );
}
