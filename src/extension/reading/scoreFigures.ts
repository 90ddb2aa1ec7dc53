import * as vscode from 'vscode';
import { oneLine } from '../../common/inert';
import { bitsPerCharacter, log10Probability, meanSurprisal, perplexity } from '../../engine/scoring/figures';
import type { Score } from '../../protocol/reader';
import type { ModelScore, ModelSource } from '../core/textReader';
import { number } from '../format/numbers';

export interface Figure {
  readonly name: string;
  readonly value: string;
}

/** Returns the figures of a score in the order in which a hover lists them. */
export function figuresOf(score: Score): Figure[] {
  const { l10n } = vscode;
  const [worst] = score.worst;
  return [
    { name: l10n.t('Perplexity'), value: number(perplexity(score)) },
    { name: l10n.t('Bits per character'), value: number(bitsPerCharacter(score), 3) },
    { name: l10n.t('log10 probability'), value: number(log10Probability(score)) },
    { name: l10n.t('Tokens'), value: number(score.tokens, 0) },
    { name: l10n.t('Unknown tokens'), value: unknownOf(score) },
    ...(score.zeroProbs > 0
      ? [
          {
            name: l10n.t('Tokens with probability 0'),
            value: l10n.t('{0}, left out of the perplexity', number(score.zeroProbs, 0)),
          },
        ]
      : []),
    {
      name: l10n.t('Surprisal in bits, mean and maximum'),
      value: `${number(meanSurprisal(score))} · ${number(worst?.surprisal ?? Number.NaN)}`,
    },
  ];
}

/**
 * Returns the model's name, with its iteration if it has one. Other programs' files and n-gram models have
 * none.
 */
export function nameOf({ name, iteration }: ModelSource): string {
  return iteration > 0 ? vscode.l10n.t('{0}, iteration {1}', name, number(iteration, 0)) : name;
}

/** Formats the number of unknown tokens, and whether they were scored or left out. */
export function unknownOf({ unknown, leftOut }: Score): string {
  const { l10n } = vscode;
  if (unknown === 0) return number(0, 0);
  if (leftOut === 0) return l10n.t('{0}, scored as <unk>', number(unknown, 0));
  if (leftOut === unknown) return l10n.t('{0}, left out of the perplexity', number(unknown, 0));
  return l10n.t('{0}, of which {1} left out of the perplexity', number(unknown, 0), number(leftOut, 0));
}

/** Share of unknown tokens from which a perplexity says more about the vocabulary than about the text. */
const MOSTLY = 0.5;

/** Returns a warning if most of the tokens are unknown to the model. It is shown instead of the perplexity. */
export function mostlyUnknown({ tokens, unknown, model }: ModelScore): string | undefined {
  if (unknown < MOSTLY * tokens) return undefined;
  const counts = [number(unknown, 0), number(tokens, 0)];
  return vscode.l10n.t('{0} of {1} tokens unknown to {2}', ...counts, oneLine(model.name));
}

/** Returns the number of tokens that are left out of all sums. */
export const leftOutOf = ({ leftOut, zeroProbs }: Score) => leftOut + zeroProbs;

/** Makes whitespace and control characters of a token visible. */
export function visible(token: string): string {
  return token
    .replaceAll(' ', '␣')
    .replaceAll('\n', '↵')
    .replaceAll('\t', '⇥')
    .replace(/[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/gu, codePoint);
}

function codePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
