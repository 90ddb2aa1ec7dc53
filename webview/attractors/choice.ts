import { type DamageKind, LINE_LENGTH, type RecallParams } from '../../src/protocol/attractors';

/** What the user has chosen on the page. */
export interface RecallChoice {
  readonly stored: number;
  /** Index of the line to recall. */
  readonly line: number;
  readonly damage: DamageKind | 'typed';
  /** The share of the bits or of the characters that is damaged, from 0 to 1. */
  readonly share: number;
  /** Number of times that the user has asked for other damage. */
  readonly trial: number;
  readonly typed: string;
  readonly isAttention: boolean;
  readonly inverseTemperature: number;
}

/** The first choice: a few lines, so that the network recalls them. */
export const firstChoice = (lines: number): RecallChoice => ({
  stored: Math.min(3, lines),
  ...{ line: 0, damage: 'flip', share: 0.1, trial: 0, typed: '', isAttention: false },
  // The position of the slider that is nearest to 1 / sqrt 512.
  inverseTemperature: 10 ** -1.35,
});

/** The seed of the codes, the damage and the order of updates. */
export const SEED = 1;

/** Returns the request for the recall that the user has chosen. */
export function recallParams(lines: readonly string[], choice: RecallChoice): RecallParams {
  const { stored, line, damage, share, trial, typed, isAttention, inverseTemperature } = choice;
  return {
    memory: { lines, stored, seed: SEED },
    start:
      damage === 'typed'
        ? { kind: damage, line, text: [...typed].slice(0, LINE_LENGTH).join('') }
        : { kind: damage, line, share, trial },
    ...(isAttention && { inverseTemperature }),
  };
}
