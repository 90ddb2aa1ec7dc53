import * as vscode from 'vscode';
import { lostLettersWarning } from '../../common/encoding/lostLetters';
import { oneLine } from '../../common/harmlessText';
import { plural } from '../../common/plural';
import {
  bitsPerCharacter,
  log10Probability,
  meanSurprisal,
  perplexity,
  perplexityWithoutUnknown,
} from '../../engine/scoring/perplexities';
import type { ModelFacts } from '../../protocol/modelReference';
import type { Score } from '../../protocol/textScore';
import type { ModelScore, ModelSource } from '../core/textReader';
import { number, percent } from '../format/numbers';
import { translate } from '../translate';

export interface Figure {
  readonly name: string;
  readonly value: string;
}

/**
 * Returns the figures of a score in the order in which a hover lists them. If most tokens are unknown, the
 * perplexity covers only the known tokens and is not the first figure.
 */
export function figuresOf(score: ModelScore): Figure[] {
  const { l10n } = vscode;
  const isCharacter = isByCharacter(score.model);
  const names = figureNames(score.model);
  const counts = [
    [isCharacter ? l10n.t('Characters') : l10n.t('Tokens'), number(score.tokens, 0)],
    [isCharacter ? l10n.t('Unknown characters') : l10n.t('Unknown tokens'), unknownOf(score)],
    ...(score.zeroProbs > 0
      ? [
          [
            l10n.t('With probability 0'),
            l10n.t('{0}, left out of the perplexity', number(score.zeroProbs, 0)),
          ],
        ]
      : []),
  ];
  const probabilities = [
    [names.bits, number(bitsPerCharacter(score), 3)],
    [names.log10, number(log10Probability(score))],
  ];
  const mean = [l10n.t('Mean surprisal in bits'), number(meanSurprisal(score))];
  const ofKnown = [names.ofRest, number(perplexityWithoutUnknown(score))];
  const ofAll = [names.perplexity, number(perplexity(score))];
  const figures = isMostlyUnknown(score)
    ? [...counts, ofKnown, ...probabilities, mean]
    : [ofAll, ...probabilities, ...counts, mean];
  return figures.map(([name, value]) => ({ name, value }));
}

/**
 * Returns the surprisal of the most surprising token. `figuresOf` does not include this figure, because a
 * hover shows it in its list of tokens.
 */
export function highestSurprisal({ mostSurprising: [first] }: Score): Figure {
  return {
    name: vscode.l10n.t('Highest surprisal in bits'),
    value: number(first?.surprisal ?? Number.NaN),
  };
}

/** Returns the names of the figures that depend on what a model predicts a token from. */
export function figureNames({ bothSides }: Pick<ModelFacts, 'bothSides'>) {
  const { t } = vscode.l10n;
  return bothSides
    ? {
        perplexity: t('Pseudo-perplexity per token'),
        ofRest: t('Pseudo-perplexity of the rest'),
        bits: t('Bits per character, both sides'),
        log10: t('log10 pseudo-probability'),
      }
    : {
        perplexity: t('Perplexity'),
        ofRest: t('Perplexity of the rest'),
        bits: t('Bits per character'),
        log10: t('log10 probability'),
      };
}

/** Returns what readers of the figures of a cloze model must know. Undefined for language models. */
export const bothSidesNote = ({ bothSides }: Pick<ModelFacts, 'bothSides'>): string | undefined =>
  bothSides
    ? vscode.l10n.t(
        'Each token is predicted from the tokens before and after it. These figures cannot be compared with those of a language model.',
      )
    : undefined;

/** Returns whether every token of a model is a character. */
export function isByCharacter({ unit }: Pick<ModelFacts, 'unit'>): boolean {
  return unit.split(' + ').every(part => /^character\b/.test(part));
}

/**
 * Returns the model's name. For a run, adds which of its weights are used. Other models have only one set of
 * weights.
 */
export function nameOf(model: ModelSource): string {
  const weights = weightsOf(model);
  return weights === undefined ? model.name : vscode.l10n.t('{0}, {1}', model.name, weights);
}

/**
 * Returns a text that says which weights of a run are used. Undefined for models that have only one set of
 * weights.
 */
export function weightsOf({ iteration, isBest }: ModelSource): string | undefined {
  const { t } = vscode.l10n;
  if (iteration === 0) return undefined;
  const place = number(iteration, 0);
  return isBest ? t('iteration {0}, best on held-out text', place) : t('iteration {0}', place);
}

/** Returns a text with the number of unknown tokens. It also says whether they were scored or left out. */
export function unknownOf({ unknown, leftOut }: Score): string {
  const { l10n } = vscode;
  if (unknown === 0) return number(0, 0);
  if (leftOut === 0) return l10n.t('{0}, scored as <unk>', number(unknown, 0));
  if (leftOut === unknown) return l10n.t('{0}, left out of the perplexity', number(unknown, 0));
  return l10n.t('{0}, of which {1} left out of the perplexity', number(unknown, 0), number(leftOut, 0));
}

/**
 * Minimum share of unknown tokens, from 0 to 1, at which a perplexity says more about the vocabulary than
 * about the text.
 */
const MOSTLY = 0.5;

/**
 * Returns whether at least half of the tokens are unknown to the model. In this case, no view shows the
 * perplexity as its main figure.
 */
export const isMostlyUnknown = ({ tokens, unknown }: Pick<Score, 'tokens' | 'unknown'>) =>
  unknown > 0 && unknown >= MOSTLY * tokens;

/**
 * Returns a warning that views show instead of the perplexity if at least half of the tokens are unknown to
 * the model. Undefined if fewer are.
 */
export function mostlyUnknown(score: ModelScore): string | undefined {
  if (!isMostlyUnknown(score)) return undefined;
  const counts = [number(score.unknown, 0), number(score.tokens, 0)];
  const name = oneLine(score.model.name);
  const { t } = vscode.l10n;
  return isByCharacter(score.model)
    ? plural(
        score.tokens,
        t('{0} of {1} character unknown to {2}', ...counts, name),
        t('{0} of {1} characters unknown to {2}', ...counts, name),
      )
    : plural(
        score.tokens,
        t('{0} of {1} token unknown to {2}', ...counts, name),
        t('{0} of {1} tokens unknown to {2}', ...counts, name),
      );
}

/**
 * Returns the warnings about a score. They concern letters that were lost in decoding, a text of mostly
 * unknown tokens, and figures that are not those of a language model.
 */
export function warningsOf(score: ModelScore): string[] {
  return [unreadableIn([score]), mostlyUnknown(score), bothSidesNote(score.model)].filter(
    warning => warning !== undefined,
  );
}

/**
 * Returns a warning if a considerable share of the letters of these texts was lost in decoding. Undefined if
 * only few or no letters were lost.
 */
export function unreadableIn(
  scores: readonly Pick<Score, 'unreadable' | 'characters' | 'charactersLeftOut'>[],
): string | undefined {
  const sum = (count: (score: (typeof scores)[number]) => number) =>
    scores.reduce((total, score) => total + count(score), 0);
  const characters = sum(score => score.characters + score.charactersLeftOut);
  const warning = lostLettersWarning(
    sum(score => score.unreadable),
    characters,
    percent,
  );
  return warning && translate(warning);
}

/**
 * Returns the number of tokens that no sum of the score includes: unknown tokens that were left out, and
 * tokens with probability 0.
 */
export const leftOutOf = ({ leftOut, zeroProbs }: Score) => leftOut + zeroProbs;
