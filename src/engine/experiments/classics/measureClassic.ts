import { type ClassicName, classicNames } from '../../../common/classics/classicThresholds';
import { exp } from '../../core/math';
import type { TextModel } from '../../model/openModel';
import type { AgreementGroup } from '../../scoring/agreement';
import { errorsByLabel, type LabelError } from '../../scoring/surprisal/byLabel';
import { surprisalRows } from '../../scoring/surprisal/rows';
import type { SurprisalRow } from '../../scoring/surprisal/surprisalRow';
import type { GeneratorName } from '../generators';
import { evaluateClassic, type MeasuredThreshold } from './evaluate';
import { agreementGroups, letterErrors } from './measures';
import { type MeasuredGenerator, type NewText, newTextOf } from './newText';

/** What a network has learned from a text of a generator. It is measured on a new text. */
export interface ClassicMeasurement {
  /** Empty if the generator has no thresholds. */
  readonly thresholds: readonly MeasuredThreshold[];
  /** 1 - P(token) at each place of the shown part of the new text. NaN if the network does not know the token. */
  readonly places: readonly number[];
  readonly labels: readonly MeasuredLabel[];
  /** Empty for other texts than `agreement`. */
  readonly agreement: readonly AgreementGroup[];
}

/** How well a network predicts the tokens with one label. */
export interface MeasuredLabel extends LabelError {
  /** Root mean square error of each bit, for `letters`. */
  readonly bits?: readonly number[];
}

/** Number of tokens of the new text whose errors are shown one by one. */
const SHOWN = 24;
/**
 * Number of bits of `xor` that are shown. The error at each is the root mean square over the whole text, as in
 * Elman (1990), figure 3, because single errors depend on random bits.
 */
const XOR_PERIOD = 12;

/** Returns the tokens that are shown one by one. */
export function shownTokens(name: MeasuredGenerator): readonly string[] {
  if (name === 'xor') return Array.from({ length: XOR_PERIOD }, (_, i) => String((i % 3) + 1));
  return newTextOf(name)
    .tokens.slice(0, SHOWN)
    .map(({ token }) => token);
}

/** Measures a model that was trained on a text of a generator. */
export function measureClassic(name: MeasuredGenerator, open: TextModel): ClassicMeasurement {
  const text = newTextOf(name);
  const rows = [...surprisalRows(open, [text.text].values())];
  const bits = name === 'letters' ? letterErrors(open, text) : undefined;
  return {
    thresholds: hasThresholds(name) ? evaluateClassic(name, open) : [],
    places: name === 'xor' ? errorsByPhase(text, rows) : errorsOf(text, rows).slice(0, SHOWN),
    labels: errorsByLabel(rows, text.tokens).map(error => {
      const found = bits?.get(error.label);
      return found ? { ...error, bits: found.bits } : error;
    }),
    agreement: name === 'agreement' ? agreementGroups(open, text) : [],
  };
}

const hasThresholds = (name: GeneratorName): name is ClassicName => classicNames.some(each => each === name);

/** Returns 1 - P(token) for each token of a text. */
function errorsOf({ tokens }: NewText, rows: readonly SurprisalRow[]): number[] {
  const logProbs = new Map(
    rows.flatMap(({ start, end, logProb }) => (end > start ? [[start, logProb]] : [])),
  );
  return tokens.map(({ start }) => 1 - exp(logProbs.get(start) ?? Number.NaN));
}

/** Returns the root mean square of 1 - P(bit) at each position within `XOR_PERIOD` bits. */
function errorsByPhase(text: NewText, rows: readonly SurprisalRow[]): number[] {
  const errors = errorsOf(text, rows);
  return Array.from({ length: XOR_PERIOD }, (_, phase) => {
    const own = errors.filter((error, i) => i % XOR_PERIOD === phase && !Number.isNaN(error));
    return Math.sqrt(own.reduce((sum, error) => sum + error ** 2, 0) / own.length);
  });
}
