import * as vscode from 'vscode';
import type { ShownTranslations } from '../../protocol/translationPage';
import { UserError } from '../../protocol/userError';
import { selectedRanges } from '../reading/report/selectedRanges';
import { withProgress } from '../withProgress';
import type { TranslationPanels } from './translationPanels';
import type { Translator } from './translator';

/** Maximum number of lines, and of characters of all of them, that are translated. */
const LINES = 100;
const CHARACTERS = 20_000;

/** Implements "Translate Selection": each line that is not empty is a source. */
export class TranslateCommand {
  constructor(
    private readonly translator: Translator,
    private readonly panels: TranslationPanels,
  ) {}

  /** Translates the selected lines, or all lines if nothing is selected. Shows the targets in a page. */
  async run(): Promise<ShownTranslations> {
    const { document, ranges, name } = selectedRanges();
    const lines = sourcesIn(ranges.map(range => document.getText(range)));
    const title = vscode.l10n.t('Translating {0}', name);
    const translations = await withProgress(title, signal => this.translator.translate(lines, signal));
    this.panels.show(translations);
    return translations;
  }
}

/** Returns the lines of texts. In a line of a file of pairs, the source ends at the tab. */
function sourcesIn(texts: readonly string[]): string[] {
  const lines = texts
    .flatMap(text => text.split(/\r\n|\r|\n/))
    .map(line => line.split('\t')[0].trim())
    .filter(line => line !== '');
  if (lines.length === 0)
    throw new UserError('The selection has no source. Select lines of which each is a source.');
  const characters = lines.reduce((sum, { length }) => sum + length, 0);
  if (lines.length <= LINES && characters <= CHARACTERS) return lines;
  throw new UserError(
    'The selection has {0} lines and {1} characters, but at most {2} lines and {3} characters can be translated here. Select fewer, or use "elman translate".',
    [lines.length, characters, LINES, CHARACTERS],
  );
}
