import * as vscode from 'vscode';
import type { Score } from '../../protocol/reader';

/** The field's figures from a score; NaN where nothing was scored. */

export const perplexity = ({ logProb, scored }: Score) => Math.exp(-logProb / scored);

/** Sentence ends left out, in the sum and in the count: the `ppl1` of n-gram tools. */
export const perplexityWithoutEnds = ({ logProbWithoutEnds, scored, sentenceEnds }: Score) =>
  Math.exp(-logProbWithoutEnds / (scored - sentenceEnds));

export const bitsPerCharacter = ({ logProb, characters }: Score) => -logProb / Math.LN2 / characters;

export const log10Probability = ({ logProb }: Score) => logProb / Math.LN10;

export interface Figure {
  readonly name: string;
  readonly value: string;
}

/** What hover and report list, in their order. */
export function figuresOf(score: Score): Figure[] {
  const { l10n } = vscode;
  const ends = score.sentenceEnds > 0;
  return [
    { name: l10n.t('Perplexity'), value: number(perplexity(score)) },
    ...(ends
      ? [{ name: l10n.t('Perplexity without sentence ends'), value: number(perplexityWithoutEnds(score)) }]
      : []),
    { name: l10n.t('Bits per character'), value: number(bitsPerCharacter(score), 3) },
    { name: l10n.t('Tokens'), value: number(score.tokens, 0) },
    { name: l10n.t('Unknown tokens'), value: number(score.unknown, 0) },
    ...(ends ? [{ name: l10n.t('Sentence ends'), value: number(score.sentenceEnds, 0) }] : []),
    { name: l10n.t('log10 probability'), value: number(log10Probability(score)) },
  ];
}

export function number(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return '–';
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString(vscode.env.language, options);
}

/** A token that can be seen: white space and control characters get a sign of their own. */
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
