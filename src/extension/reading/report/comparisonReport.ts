import * as vscode from 'vscode';
import { bitsPerCharacter, log10Probability, perplexity } from '../../../engine/scoring/perplexities';
import type { Comparison } from '../../../protocol/textScore';
import type { ModelScore } from '../../core/textReader';
import { number } from '../../format/numbers';
import { unreadableIn } from '../scoreFigures';
import type { Report } from './layout';

/**
 * Returns a report that compares models on one text, the best model first. Says how the models' vocabularies
 * differ. Begins with a warning if less than half of the text is known to all models.
 */
export function comparisonReport(
  { scores, common }: Comparison & { readonly scores: readonly ModelScore[] },
  name: string,
  length: number,
): Report {
  const { l10n } = vscode;
  const [{ characters }] = scores;
  const warning =
    characters < length / 2
      ? [
          l10n.t(
            'Only {0} of {1} characters are known to all models.',
            number(characters, 0),
            number(length, 0),
          ),
        ]
      : [];
  const ranked = [...scores].sort((a, b) => bitsPerCharacter(a) - bitsPerCharacter(b) || 0);
  const figures = [
    ['', l10n.t('Bits per character'), l10n.t('Perplexity'), l10n.t('Tokens'), l10n.t('Model')],
    ...ranked.map((score, i) => [
      String(i + 1),
      number(bitsPerCharacter(score), 3),
      number(perplexity(score)),
      number(score.scored, 0),
      score.model.name,
    ]),
  ];
  const models = [
    ['', l10n.t('log10 probability'), l10n.t('Symbols'), l10n.t('Iteration'), l10n.t('Kind')],
    ...ranked.map((score, i) => [
      String(i + 1),
      number(log10Probability(score)),
      number(score.model.vocabulary, 0),
      score.model.iteration > 0 ? number(score.model.iteration, 0) : '',
      score.model.description,
    ]),
  ];
  const title = l10n.t('Models on {0}, best first', name);
  const unreadable = unreadableIn(scores.slice(0, 1));
  return [
    ...warning,
    title,
    ...(unreadable === undefined ? [] : [unreadable]),
    figures,
    models,
    notesOn(scores, common).join('\n'),
  ];
}

function notesOn(scores: readonly ModelScore[], common: number): string[] {
  const { l10n } = vscode;
  const characters = number(scores[0].characters, 0);
  const rule = l10n.t(
    'Tokens that any of the models does not know are left out for all: the figures cover the same characters ({0}).',
    characters,
  );
  const isSameVocabulary = scores.every(({ model }) => model.vocabulary === common);
  const isSameUnit = new Set(scores.map(({ model }) => model.unit)).size === 1;
  return [
    rule,
    isSameVocabulary
      ? l10n.t('Their vocabularies are the same.')
      : l10n.t('Their vocabularies differ. Symbols in common: {0}.', number(common, 0)),
    ...(isSameUnit
      ? []
      : [l10n.t('They split texts differently: compare their bits per character, not their perplexities.')]),
  ];
}
