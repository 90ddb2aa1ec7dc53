import type { NamedFigures, PredictionFigures } from '../../../protocol/labelFigures';
import type { LabelConfiguration } from '../../configuration/labels';
import { tokenizerOf } from '../../configuration/text';
import type { Examples } from '../../data/labelled/examples';
import type { LabelledData } from '../../data/labelled/labelledData';
import type { LabelModel } from '../../model/labelModel';
import { LabelReader } from '../../model/labelReader';
import { baselinesOf } from '../../scoring/labels/baselines';
import { evaluateBaseline } from '../../scoring/labels/baselines/baseline';
import { LabelEvaluation } from './labelEvaluation';

/** Number of texts that are read together. */
const BATCH = 16;

/** Returns the figures of a model on labelled examples. */
export function figuresOn({ kernels, network, labels }: LabelModel, examples: Examples): PredictionFigures {
  return new LabelEvaluation(new LabelReader(kernels, network, BATCH), examples, labels.length).figures();
}

/** Returns the figures of the baselines of a training on labelled examples. */
export function baselineFigures(
  { configuration, labels: { task } }: LabelConfiguration,
  data: LabelledData,
  examples: Examples,
): NamedFigures[] {
  const isWords = task === 'tag' || tokenizerOf(configuration).openVocabulary;
  return baselinesOf(task, data, isWords).map(({ name, baseline }) => ({
    name,
    figures: evaluateBaseline(baseline, examples, data.labels.length),
  }));
}
