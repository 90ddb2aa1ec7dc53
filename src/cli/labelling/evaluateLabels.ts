import { tokenizerOf } from '../../engine/configuration/text';
import type { ReadableText } from '../../engine/data/decode';
import { encodeExamples } from '../../engine/data/labelled/labelledData';
import { nothingLeftOut } from '../../engine/data/labelled/rawExample';
import type { OpenLabelModel } from '../../engine/model/labelModel';
import { LabelReader } from '../../engine/model/labelReader';
import { baselinesOf } from '../../engine/scoring/labels/baselines';
import { evaluateBaseline } from '../../engine/scoring/labels/baselines/baseline';
import type { PredictionFigures } from '../../engine/scoring/labels/labelFigures';
import { LabelEvaluation } from '../../engine/train/labels/labelEvaluation';
import { type LabelReading, readExamples } from '../../engine/train/labels/readLabels';
import { UserError } from '../../protocol/userError';
import type { NamedFigures } from './figuresTable';
import { counted, leftOutFacts } from './readingText';

const BATCH = 16;

/** Returns the figures of a model on the validation examples of its training, and those of its baselines. */
export function validationFigures(
  model: OpenLabelModel,
  { data }: LabelReading,
): { readonly network: PredictionFigures; readonly baselines: readonly NamedFigures[] } | undefined {
  const { validation, labels } = data;
  if (!validation) return undefined;
  const { labels: options, configuration } = model.settings;
  const isWords = options.task === 'tag' || tokenizerOf(configuration).openVocabulary;
  const baselines = baselinesOf(options.task, data, isWords).map(({ name, baseline }) => ({
    name,
    figures: evaluateBaseline(baseline, validation, labels.length),
  }));
  return { network: figuresOn(model, validation), baselines };
}

/** Returns the figures of a model on a labelled file. Reports what was left out on the standard error. */
export function fileFigures(model: OpenLabelModel, text: ReadableText): PredictionFigures {
  const leftOut = nothingLeftOut();
  const { examples, unknownExamples, unknownTokens } = encodeExamples(
    readExamples(model.settings, text, leftOut),
    model,
  );
  const noun = model.settings.labels.task === 'tag' ? 'sentence' : 'text';
  for (const fact of leftOutFacts(noun, leftOut)) process.stderr.write(`${fact}\n`);
  if (unknownTokens > 0)
    process.stderr.write(`${counted(unknownTokens, 'token')} outside of the model's vocabulary.\n`);
  if (unknownExamples > 0)
    process.stderr.write(
      `Left out: ${counted(unknownExamples, 'example')} with an unknown label or without a known token.\n`,
    );
  if (examples.count > 0) return figuresOn(model, examples);
  throw new UserError('No example of "{0}" has a label and a token that the model knows.', [text.name]);
}

function figuresOn(
  { kernels, network, labels }: OpenLabelModel,
  examples: LabelReading['data']['training'],
): PredictionFigures {
  return new LabelEvaluation(new LabelReader(kernels, network, BATCH), examples, labels.length).figures();
}
