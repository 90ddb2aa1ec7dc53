import type { ReadableText } from '../../engine/data/decode';
import { encodeExamples } from '../../engine/data/labelled/labelledData';
import { nothingLeftOut } from '../../engine/data/labelled/rawExample';
import type { OpenLabelModel } from '../../engine/model/labelModel';
import { LabelReader } from '../../engine/model/labelReader';
import { type TokenErrors, tokenErrors } from '../../engine/scoring/labels/tokenErrors';
import { type LabelReading, readExamples } from '../../engine/train/labels/readLabels';
import { figuresOn } from '../../engine/train/labels/validationFigures';
import type { PredictionFigures } from '../../protocol/labelFigures';
import { UserError } from '../../protocol/userError';
import { counted, leftOutFacts } from './readingText';

const BATCH = 16;

/** Returns the errors of a tagger for each token of the validation examples of its training. */
export function validationErrors(
  { kernels, network, vocabulary, labels, settings }: OpenLabelModel,
  { data: { validation } }: LabelReading,
): TokenErrors[] | undefined {
  if (settings.labels.task !== 'tag' || !validation) return undefined;
  const reader = new LabelReader(kernels, network, BATCH);
  return tokenErrors(reader, validation, vocabulary.symbols, labels.length);
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
