import type { TranslationConfiguration } from '../../configuration/translation';
import type { PairData } from '../../data/pairs/pairData';
import type { Kernels } from '../../kernels/kernels';
import { encodeTranslation, type TranslationModel, translationMetadata } from '../../model/translationModel';
import { recurrentMatrices } from '../../nn/gateMatrices';
import type { TranslationWeights } from '../../nn/translation/translationWeights';
import { ParameterTrainer } from '../parameterTrainer';
import { TranslationObjective } from './translationObjective';

/** Trains a network that writes a target for a source. */
export class TranslationTrainer extends ParameterTrainer<TranslationWeights> {
  override readonly figures = ['accuracy', 'exact'] as const;
  private readonly described: Pick<TranslationModel, 'sources' | 'targets' | 'longest'>;

  constructor(
    kernels: Kernels,
    { training, sources, targets }: Pick<PairData, 'training' | 'sources' | 'targets'>,
    readonly settings: TranslationConfiguration,
    model: TranslationWeights,
  ) {
    const { configuration } = settings;
    const options = { B: configuration['training.batch'], seed: configuration['training.seed'] };
    super(kernels, configuration, new TranslationObjective(kernels, training, model, options));
    this.described = { sources, targets, longest: training.longest() };
  }

  metadata() {
    return translationMetadata(this.described);
  }

  weights(): Uint8Array {
    const { kernels, settings, described, model: network, iteration } = this;
    return encodeTranslation({ kernels, settings, ...described, network, iteration });
  }

  recurrentMatrices() {
    const { parameters, shape } = this.model;
    return recurrentMatrices(this.kernels.arena, { parameters, shape: shape.encoder });
  }

  get carried(): Float64Array {
    return new Float64Array();
  }
}
