import {
  type ClassicName,
  classicThresholds,
  isMet,
  type Threshold,
} from '../../../common/classics/classicThresholds';
import type { TextModel } from '../../model/openModel';
import { measures } from './measures';
import { newTextOf } from './newText';

/** A threshold of an experiment, and the figure of a model. */
export interface MeasuredThreshold extends Threshold {
  readonly name: string;
  /** NaN if it could not be measured: the model does not know the text, or has no hidden states. */
  readonly figure: number;
  readonly isMet: boolean;
}

/**
 * Measures a model on a text of one of Elman's experiments, made by its generator but not the text that experiments train
 * on, and compares the figures with the thresholds.
 */
export function evaluateClassic(name: ClassicName, open: TextModel): MeasuredThreshold[] {
  const figures: Readonly<Record<string, number>> = measures[name](open, newTextOf(name));
  const { thresholds }: { readonly thresholds: Readonly<Record<string, Threshold>> } =
    classicThresholds[name];
  return Object.entries(thresholds).map(([each, threshold]) => ({
    ...{ ...threshold, name: each, figure: figures[each], isMet: isMet(threshold, figures[each]) },
  }));
}
