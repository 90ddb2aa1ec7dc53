import * as vscode from 'vscode';
import { oneLine } from '../../common/harmlessText';
import { UserError } from '../../protocol/userError';
import type { ReportDocuments } from '../core/reportDocuments';
import { number } from '../format/numbers';
import { showInformation } from '../notify';
import { selectedRanges } from '../reading/report/selectedRanges';
import { withProgress } from '../withProgress';
import type { LabelPredictions, NamedLabels } from './labelPredictions';
import { guessText, leftOutTexts, noLabelText } from './labelText';

/** Number of labels besides the most likely one that a message names. */
const OTHERS = 2;

/** Maximum number of characters that are tagged. */
const TAGGED = 100_000;

/** Implements "Classify Selection" and "Tag Selection". */
export class LabellingCommands {
  constructor(
    private readonly predictions: LabelPredictions,
    private readonly documents: ReportDocuments,
  ) {}

  /** Classifies the selected text, or the whole text if nothing is selected. Shows the label in a message. */
  async classify(): Promise<NamedLabels> {
    const { text, name } = selectedText();
    const found = await withProgress(vscode.l10n.t('Reading {0}', name), () =>
      this.predictions.withTask('classify', text),
    );
    void showInformation(announcementOf(found));
    return found;
  }

  /** Tags the selected text, or the whole text if nothing is selected. Shows the tags as a table. */
  async tag(): Promise<NamedLabels> {
    const { text, name } = selectedText();
    if (text.length > TAGGED) throw tooLong(text.length);
    const found = await withProgress(vscode.l10n.t('Reading {0}', name), () =>
      this.predictions.withTask('tag', text),
    );
    await this.documents.show(vscode.l10n.t('Tags of {0}', name), tableOf(found, text));
    return found;
  }
}

function selectedText() {
  const { document, ranges, name } = selectedRanges();
  return { text: document.getText(ranges[0]), name };
}

function tooLong(length: number): UserError {
  return new UserError(
    'The text has {0} characters, but at most {1} can be tagged here. Select a part of it, or use "elman tag".',
    [length, TAGGED],
  );
}

function announcementOf(found: NamedLabels): string {
  const guesses = found.task === 'classify' ? found.guesses : [];
  const [best, ...others] = guesses;
  const label = best ? guessText(best) : noLabelText();
  const rest = others.slice(0, OTHERS).map(guessText).join(' · ');
  return [
    best && rest !== '' ? `${label} (${rest}).` : label,
    ...leftOutTexts(found),
    vscode.l10n.t('Model: {0}', oneLine(found.model)),
  ].join(' ');
}

/** Returns a table with tabs: each token, its tag and the probability of the tag. */
export function tableOf(found: NamedLabels, text: string): string {
  const tokens = found.task === 'tag' ? found.tokens : [];
  const { t } = vscode.l10n;
  const head = [t('Token'), t('Tag'), t('Probability')].join('\t');
  const rows = tokens.map(({ start, end, label, probability }) =>
    [oneLine(text.slice(start, end)), oneLine(label), number(probability, 4)].join('\t'),
  );
  const notes = [t('Model: {0}', oneLine(found.model)), ...leftOutTexts(found)];
  return [...notes, '', head, ...rows, ''].join('\n');
}
