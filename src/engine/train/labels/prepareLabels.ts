import type { KernelBuild } from '../../../protocol/run';
import { type LabelConfiguration, newLabelNetwork } from '../../configuration/labels';
import type { LabelledData } from '../../data/labelled/labelledData';
import { LabelReader } from '../../model/labelReader';
import { advisingLongest } from '../advisingLongest';
import type { SessionPorts } from '../ports';
import type { PreparedTraining } from '../trainingParts';
import { Validator } from '../validator';
import { LabelEvaluation } from './labelEvaluation';
import { LabelTrainer } from './labelTrainer';

/** Creates the trainer and the validator of a network that labels texts or tokens, with a new network. */
export async function prepareLabels(
  ports: SessionPorts,
  settings: LabelConfiguration,
  build: 'auto' | KernelBuild,
  data: LabelledData,
): Promise<PreparedTraining> {
  const { 'kernels.threads': threads, 'training.batch': batch } = settings.configuration;
  const kernels = await ports.kernels(build, threads, batch);
  const { vocabulary, labels, validation } = data;
  return advisingLongest(() => {
    const network = newLabelNetwork(kernels.arena, settings, vocabulary.size, labels.length);
    const trainer = new LabelTrainer(kernels, data, settings, network);
    const evaluation =
      validation && new LabelEvaluation(new LabelReader(kernels, network, batch), validation, labels.length);
    return { trainer, validator: evaluation && new Validator(trainer, evaluation) };
  });
}
