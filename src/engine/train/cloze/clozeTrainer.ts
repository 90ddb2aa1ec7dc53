import type { Configuration } from '../../../settings/settings';
import type { Corpus } from '../../data/corpus';
import type { Kernels } from '../../kernels/kernels';
import { clozeMetadata, encodeClozeModel } from '../../model/clozeFile';
import type { BidirectionalModel } from '../../nn/bidirectional/bidirectionalModel';
import { stackShape } from '../../nn/bidirectional/bidirectionalModel';
import { recurrentMatrices } from '../../nn/gateMatrices';
import { ParameterTrainer } from '../parameterTrainer';
import { ClozeObjective } from './clozeObjective';

/** Trains a network that predicts each token of a text from both sides. */
export class ClozeTrainer extends ParameterTrainer<BidirectionalModel> {
  constructor(
    kernels: Kernels,
    private readonly corpus: Corpus,
    configuration: Configuration,
    model: BidirectionalModel,
  ) {
    super(kernels, configuration, new ClozeObjective(kernels, corpus, configuration, model));
  }

  metadata() {
    return clozeMetadata(this.corpus.vocabulary);
  }

  weights(): Uint8Array {
    const { kernels, configuration, corpus, model: network, iteration } = this;
    return encodeClozeModel({ kernels, configuration, vocabulary: corpus.vocabulary, network, iteration });
  }

  recurrentMatrices() {
    const { parameters, shape } = this.model;
    return recurrentMatrices(this.kernels.arena, { parameters, shape: stackShape(shape) });
  }

  get carried(): Float64Array {
    return new Float64Array();
  }
}
