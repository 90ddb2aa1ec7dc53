import type { KernelBuild } from '../../../protocol/run';
import { UserError } from '../../../protocol/userError';
import type { Configuration } from '../../../settings/settings';
import { newClozeNetwork } from '../../configuration/cloze';
import { textNeeds } from '../../configuration/network';
import { checkCorpus } from '../../data/checkTexts';
import type { ReadableText } from '../../data/decode';
import { MaskedModel } from '../../model/maskedModel';
import type { SessionPorts } from '../ports';
import type { PreparedTraining } from '../trainingParts';
import { readTexts, type TrainingTexts } from '../trainingTexts';
import { Validator } from '../validator';
import { ClozeEvaluation } from './clozeEvaluation';
import { ClozeTrainer } from './clozeTrainer';

/** Reads the texts of a training. Throws a UserError for texts that are too short. */
export function readClozeTexts(
  configuration: Configuration,
  text: ReadableText,
  validationText: ReadableText | undefined,
): TrainingTexts {
  const texts = readTexts(configuration, text, validationText);
  // A window also reads the token before and the token after the predicted ones.
  checkCorpus(texts.training, text.name, { ...textNeeds(configuration), extra: 2 });
  if (texts.validation && texts.validation.ids.length < 3)
    throw new UserError(
      'The model knows only {1} of the tokens of the validation text "{0}", but a token between two others is needed. Choose a longer text, or raise {2}.',
      [(validationText ?? text).name, texts.validation.ids.length, { setting: 'validation.fraction' }],
      'validation.fraction',
    );
  return texts;
}

/** Creates the trainer and the validator of a cloze model, with a new network. */
export async function prepareCloze(
  ports: SessionPorts,
  configuration: Configuration,
  build: 'auto' | KernelBuild,
  { training, validation }: TrainingTexts,
): Promise<PreparedTraining> {
  const { 'kernels.threads': threads, 'training.batch': batch } = configuration;
  const kernels = await ports.kernels(build, threads, batch);
  const { vocabulary } = training;
  const network = newClozeNetwork(kernels.arena, configuration, vocabulary.size);
  const trainer = new ClozeTrainer(kernels, training, configuration, network);
  const reader = new MaskedModel(kernels, network, vocabulary);
  const evaluation = validation && new ClozeEvaluation(reader, validation.ids);
  return { trainer, validator: evaluation && new Validator(trainer, evaluation) };
}
