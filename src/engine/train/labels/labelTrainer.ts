import type { LabelConfiguration } from '../../configuration/labels';
import type { LabelledData } from '../../data/labelled/labelledData';
import type { Kernels } from '../../kernels/kernels';
import { encodeLabelModel, labelMetadata } from '../../model/labelModel';
import { recurrentMatrices } from '../../nn/gateMatrices';
import type { LabelWeights } from '../../nn/labels/labelWeights';
import { ParameterTrainer } from '../parameterTrainer';
import { LabelObjective } from './labelObjective';

/** Trains a network that labels texts or tokens. */
export class LabelTrainer extends ParameterTrainer<LabelWeights> {
  override readonly figures = ['accuracy', 'macroF1'] as const;

  constructor(
    kernels: Kernels,
    private readonly data: Pick<LabelledData, 'training' | 'vocabulary' | 'labels'>,
    readonly settings: LabelConfiguration,
    model: LabelWeights,
  ) {
    const { configuration } = settings;
    const options = { B: configuration['training.batch'], seed: configuration['training.seed'] };
    super(kernels, configuration, new LabelObjective(kernels, data.training, model, options));
  }

  metadata() {
    return labelMetadata(this.settings.labels.task, this.data);
  }

  weights(): Uint8Array {
    const { kernels, settings, data, model: network, iteration } = this;
    return encodeLabelModel({ kernels, settings, ...data, network, iteration });
  }

  recurrentMatrices() {
    const { parameters, shape } = this.model;
    return recurrentMatrices(this.kernels.arena, { parameters, shape: shape.layers });
  }

  get carried(): Float64Array {
    return new Float64Array();
  }
}
