import type { KernelBuild } from '../../../protocol/run';
import { newTranslationNetwork, type TranslationConfiguration } from '../../configuration/translation';
import type { PairData } from '../../data/pairs/pairData';
import { advisingLongest } from '../advisingLongest';
import type { SessionPorts } from '../ports';
import type { PreparedTraining } from '../trainingParts';
import { Validator } from '../validator';
import { TranslationEvaluation } from './translationEvaluation';
import { TranslationTrainer } from './translationTrainer';

/** Creates the trainer and the validator of a network that writes targets, with a new network. Validation is greedy. */
export async function prepareTranslation(
  ports: SessionPorts,
  settings: TranslationConfiguration,
  build: 'auto' | KernelBuild,
  data: PairData,
): Promise<PreparedTraining> {
  const { 'kernels.threads': threads, 'training.batch': B } = settings.configuration;
  const kernels = await ports.kernels(build, threads, B);
  return advisingLongest(() => {
    const network = newTranslationNetwork(kernels.arena, settings, data);
    const trainer = new TranslationTrainer(kernels, data, settings, network);
    const options = { B, beam: 1, longestTarget: data.training.longest().target };
    const evaluation =
      data.validation && new TranslationEvaluation(kernels, network, data.validation, options);
    return { trainer, validator: evaluation && new Validator(trainer, evaluation) };
  });
}
