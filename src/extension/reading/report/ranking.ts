import * as vscode from 'vscode';
import { visible } from '../../../common/visibleToken';
import { columnsOf } from '../../../common/wideLetters';
import { bitsPerCharacter, log10Probability, perplexity } from '../../../engine/scoring/perplexities';
import type { Context } from '../../../protocol/textRange';
import type { ModelScore } from '../../core/textReader';
import { number } from '../../format/numbers';
import { NARROW } from '../../format/table';
import {
  bothSidesNote,
  figureNames,
  isMostlyUnknown,
  leftOutOf,
  nameOf,
  unreadableIn,
} from '../scoreFigures';
import type { Report } from './layout';
import { contextName } from './scoreReport';

/**
 * Maximum width of a text in its row of the report, in characters. The row's number before the text takes the
 * other 6 characters.
 */
const SHOWN = NARROW - 6;

/** A piece of text and its score. */
export interface Candidate {
  readonly text: string;
  readonly score: ModelScore;
}

/**
 * Returns a report that ranks texts by total probability, the most likely text first. A second column
 * contains each text's rank by probability per token.
 */
export function rankingReport(candidates: readonly Candidate[], name: string, context: Context): Report {
  const { l10n } = vscode;
  const [{ score: first }] = candidates;
  const { model } = first;
  const names = figureNames(model);
  const note = bothSidesNote(model);
  const ranked = ranking(candidates);
  const byToken = [...ranked].sort((a, b) => perToken(b) - perToken(a) || 0);
  const texts = ranked.map(({ text }, i) => [String(i + 1), excerpt(text)]);
  const figures = [
    ['', l10n.t('log10 P'), names.perplexity, names.bits],
    ...ranked.map(({ score }, i) => [
      String(i + 1),
      number(log10Probability(score)),
      number(isMostlyUnknown(score) ? Number.NaN : perplexity(score)),
      number(bitsPerCharacter(score), 3),
    ]),
  ];
  const counts = [
    ['', l10n.t('per token'), l10n.t('Rank'), l10n.t('Tokens'), l10n.t('Unknown'), l10n.t('Left out')],
    ...ranked.map((candidate, i) => [
      String(i + 1),
      number(perToken(candidate), 3),
      String(byToken.indexOf(candidate) + 1),
      number(candidate.score.tokens, 0),
      number(candidate.score.unknown, 0),
      number(leftOutOf(candidate.score), 0),
    ]),
  ];
  const unreadable = unreadableIn(candidates.map(({ score }) => score));
  const leftOut = candidates.some(({ score }) => leftOutOf(score) > 0);
  return [
    l10n.t('Selections of {0}, most likely first', name),
    [
      [l10n.t('Model'), nameOf(model)],
      [l10n.t('Context of each selection'), contextName(context, model)],
    ],
    ...[unreadable, note].filter(warning => warning !== undefined),
    texts,
    figures,
    l10n.t('log10 P per token, and the rank by it:'),
    counts,
    ...(leftOut
      ? [
          l10n.t(
            'Tokens without a probability are left out: a selection with more of them looks more likely than it is.',
          ),
        ]
      : []),
  ];
}

/** Sorts texts by total probability. Texts without scored tokens come last. */
function ranking(candidates: readonly Candidate[]): Candidate[] {
  const total = ({ score }: Candidate) => (score.scored > 0 ? score.logProb : Number.NEGATIVE_INFINITY);
  return [...candidates].sort((a, b) => total(b) - total(a) || 0);
}

function perToken({ score }: Candidate): number {
  return score.scored > 0 ? score.logProb / Math.LN10 / score.scored : Number.NEGATIVE_INFINITY;
}

function excerpt(text: string): string {
  const letters = [...visible(text).replaceAll('␣', ' ')];
  if (columnsOf(letters.join('')) <= SHOWN) return letters.join('');
  let kept = '';
  for (const letter of letters) {
    if (columnsOf(kept + letter) >= SHOWN) break;
    kept += letter;
  }
  return `${kept}…`;
}
