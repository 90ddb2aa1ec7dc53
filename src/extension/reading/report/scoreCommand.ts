import * as vscode from 'vscode';
import { plural } from '../../../common/plural';
import { bitsPerCharacter, perplexity, perplexityWithoutUnknown } from '../../../engine/scoring/perplexities';
import { UserError } from '../../../protocol/userError';
import { noModel } from '../../core/activeModel';
import type { ReportDocuments } from '../../core/reportDocuments';
import type { ModelScore, TextReader } from '../../core/textReader';
import { number } from '../../format/numbers';
import { showInformation } from '../../notify';
import { readContext } from '../../settings';
import { withProgress } from '../../withProgress';
import { bothSidesNote, leftOutOf, mostlyUnknown, unreadableIn } from '../scoreFigures';
import { type Report, tabbed, textOf } from './layout';
import { rankingReport } from './ranking';
import { scoreReport } from './scoreReport';
import { type SelectedRanges, selectedRanges } from './selectedRanges';

/**
 * Implements "Score Selection". Scores the selected text and shows the result in a message, with buttons to
 * copy the result or to open its report. With several selections, opens a report that ranks the selected
 * texts.
 */
export class ScoreCommand {
  constructor(
    private readonly reader: TextReader,
    private readonly documents: ReportDocuments,
  ) {}

  /** Scores every selection, in the order of the text. */
  async run(): Promise<readonly ModelScore[]> {
    const selected = selectedRanges();
    const scores = await this.score(selected);
    if (scores.length > 1) await this.open(selected, scores);
    else void this.announce(selected, scores[0]);
    return scores;
  }

  /** Opens the report on the selection without showing a message first. */
  async openReport(): Promise<void> {
    const selected = selectedRanges();
    await this.open(selected, await this.score(selected));
  }

  private async score({ document, ranges, name }: SelectedRanges): Promise<ModelScore[]> {
    const scores: ModelScore[] = [];
    await withProgress(vscode.l10n.t('Reading {0}', name), async signal => {
      for (const range of ranges) {
        const score = await this.reader.score(document, range, signal);
        if (!score) throw noModel();
        scores.push(score);
      }
    });
    const [first] = scores;
    if (scores.every(({ scored }) => scored === 0)) {
      const sum = (count: (score: ModelScore) => number) =>
        scores.reduce((total, score) => total + count(score), 0);
      const [tokens, unknown] = [sum(score => score.tokens), sum(score => score.unknown)];
      throw new UserError(
        'No token of this text could be scored: {0} knows {1} of {2}. Select more of the text.',
        [first.model.name, tokens - unknown, tokens],
      );
    }
    return scores;
  }

  private async announce(selected: SelectedRanges, score: ModelScore): Promise<void> {
    const copy = vscode.l10n.t('Copy');
    const open = vscode.l10n.t('Open Report');
    const message = [unreadableIn([score]) ?? [], announcementOf(score)].flat().join(' ');
    const choice = await showInformation(message, copy, open);
    if (choice === copy) await vscode.env.clipboard.writeText(tabbed(reportOf(selected, [score])));
    if (choice === open) await this.open(selected, [score]);
  }

  private async open(selected: SelectedRanges, scores: readonly ModelScore[]): Promise<void> {
    await this.documents.show(
      vscode.l10n.t('Score of {0}', selected.name),
      textOf(reportOf(selected, scores)),
    );
  }
}

function reportOf({ document, ranges, name }: SelectedRanges, scores: readonly ModelScore[]): Report {
  const context = readContext(document.uri);
  if (scores.length === 1) return scoreReport(scores[0], document, name, context);
  const candidates = scores.map((score, i) => ({ text: document.getText(ranges[i]), score }));
  return rankingReport(candidates, name, context);
}

function announcementOf(score: ModelScore): string {
  const { l10n } = vscode;
  const figures = [
    number(perplexity(score)),
    number(bitsPerCharacter(score), 3),
    number(score.tokens, 0),
    number(score.unknown, 0),
    score.model.name,
  ];
  const warning = mostlyUnknown(score);
  const note = bothSidesNote(score.model);
  if (note !== undefined)
    return l10n.t('Pseudo-perplexity {0} with {1}. {2}', figures[0], score.model.name, note);
  if (warning !== undefined)
    return l10n.t('{0}. Perplexity of the others: {1}.', warning, number(perplexityWithoutUnknown(score)));
  const leftOut = leftOutOf(score);
  if (leftOut > 0) figures.push(number(leftOut, 0));
  return leftOut > 0
    ? plural(
        score.tokens,
        l10n.t(
          'Perplexity {0}, {1} bits per character, {2} token ({3} unknown, {5} left out) with {4}',
          ...figures,
        ),
        l10n.t(
          'Perplexity {0}, {1} bits per character, {2} tokens ({3} unknown, {5} left out) with {4}',
          ...figures,
        ),
      )
    : plural(
        score.tokens,
        l10n.t('Perplexity {0}, {1} bits per character, {2} token ({3} unknown) with {4}', ...figures),
        l10n.t('Perplexity {0}, {1} bits per character, {2} tokens ({3} unknown) with {4}', ...figures),
      );
}
