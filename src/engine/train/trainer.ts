import type { Activations } from '../../protocol/run';
import type { Configuration } from '../../settings/settings';
import { newModel } from '../configuration/network';
import type { Corpus } from '../data/corpus';
import type { Kernels } from '../kernels/kernels';
import { lesionMetadata } from '../model/lesion';
import { encodeModel } from '../model/modelFile';
import { hiddenActivations } from '../nn/activations';
import { readStates } from '../nn/carriedState';
import { recurrentMatrices } from '../nn/gateMatrices';
import { gradientFlow } from '../nn/gradientFlow';
import type { NetworkWeights, Window } from '../nn/network';
import { NextTokens } from './nextTokens';
import { ParameterTrainer } from './parameterTrainer';

/** Trains a language model on a corpus. */
export class Trainer extends ParameterTrainer<NetworkWeights> {
  readonly window: Window;

  /** `model`: the network to train. By default, a new network with initial weights is created. */
  constructor(
    kernels: Kernels,
    readonly corpus: Corpus,
    configuration: Configuration,
    model: NetworkWeights = newModel(kernels.arena, configuration, corpus.vocabulary.symbols),
  ) {
    const objective = new NextTokens(kernels, corpus, configuration, model);
    super(kernels, configuration, objective);
    this.window = objective.window;
  }

  metadata() {
    return { vocabulary: JSON.stringify(this.corpus.vocabulary.symbols), ...lesionMetadata(this.model) };
  }

  weights(): Uint8Array {
    const { kernels, configuration, corpus, model, iteration, carried } = this;
    const { vocabulary } = corpus;
    return encodeModel({ kernels, configuration, vocabulary, network: model, iteration, carried });
  }

  recurrentMatrices() {
    return recurrentMatrices(this.kernels.arena, this.model);
  }

  /**
   * The hidden states of the first stream at the start of the next window. Scored texts and validation start
   * from these states.
   */
  get carried(): Float64Array {
    this.load();
    return readStates(this.kernels.arena, this.window.stack.hidden, 0);
  }

  /**
   * Returns the gradient flow of the next window, as [layer][lag] (see `gradientFlow`). Does not change the
   * weights.
   */
  flow(): Float64Array[] {
    this.load();
    this.window.forward();
    this.window.loss();
    return gradientFlow(this.kernels, this.window);
  }

  /** Returns statistics of the hidden activations in the window for which `flow` was called last. */
  activations(): Activations[] {
    return hiddenActivations(this.kernels.arena, this.model.shape, this.window);
  }
}
