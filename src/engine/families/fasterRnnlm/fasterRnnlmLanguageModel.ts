import { exp } from '../../core/math';
import { Vocabulary } from '../../data/vocabulary';
import { type Distribution, type LanguageModel, readBySteps } from '../../model/languageModel';
import type { InspectorOptions, StateInspector } from '../../model/stateInspector';
import type { TokenMatrices } from '../../model/tokenMatrices';
import type { WeightMatrix } from '../../model/weightMatrix';
import { decodeWords } from '../rnnlm/text/words';
import type { FasterRnnlmModel } from './fasterRnnlmModel';
import { FasterRnnlmFeatures } from './features';
import { MAX_ORDER } from './header';
import { nextHidden, type VisitGates } from './layers';
import { fasterRnnlmMatrices } from './matrices';
import { fasterRnnlmParts, partValues } from './parts';
import { SoftmaxOutput } from './softmaxOutput';
import { wordTree } from './tree';
import { TreeOutput } from './treeOutput';

/** The id of `</s>`, which ends every sentence and begins the next. */
const END = 0;

/** The state of the model before it reads the next word. */
export interface SentenceState {
  /** The hidden states of all layers, [layers * H]. */
  readonly hidden: Float64Array;
  /** The last words of the sentence so far, most recent first: as many as the direct connections use. */
  readonly history: Int32Array;
}

/** A faster-rnnlm model for scoring. Each `</s>` begins a new sentence. */
export class FasterRnnlmLanguageModel implements LanguageModel<SentenceState> {
  readonly vocabulary: Vocabulary;
  private readonly features: FasterRnnlmFeatures;
  private readonly output: TreeOutput | SoftmaxOutput;
  private readonly logProbs: Float64Array; // [V], ln P of each word

  constructor(private readonly model: FasterRnnlmModel) {
    const { words, counts } = model.vocabulary;
    const { isNoiseContrastive, arity } = model.structure;
    this.vocabulary = new Vocabulary(decodeWords(words), true);
    this.features = new FasterRnnlmFeatures(model);
    this.output = isNoiseContrastive
      ? new SoftmaxOutput(model, this.features)
      : new TreeOutput(model, this.features, wordTree(counts, arity));
    this.logProbs = new Float64Array(words.length);
  }

  start(): SentenceState {
    const { hidden, layerCount } = this.model.structure;
    return { hidden: new Float64Array(layerCount * hidden), history: new Int32Array() };
  }

  step(state: SentenceState, id: number) {
    const next = this.enter(state, id);
    this.output.all(this.topOf(next), this.logProbs);
    return { state: next, logProbs: this.logProbs };
  }

  score(state: SentenceState, ids: Int32Array) {
    const logProbs = new Float64Array(ids.length).fill(Number.NaN);
    let at = state;
    for (let i = 0; i + 1 < ids.length; i++) {
      at = this.enter(at, ids[i]);
      logProbs[i + 1] = this.output.logProb(this.topOf(at), ids[i + 1]);
    }
    return { logProbs, state: at };
  }

  read(
    state: SentenceState,
    ids: Int32Array,
    visit: (i: number, logProbs: Distribution) => void,
  ): SentenceState {
    return readBySteps(this, state, ids, visit);
  }

  /** Returns E, [V, H], and after noise-contrastive estimation O, [V, H]. The rows of a tree's O belong to no word. */
  tokenMatrices(): TokenMatrices {
    const { embedding, output, structure } = this.model;
    const size = structure.hidden;
    const embedded = ['embedding', () => ({ vectors: embedding.slice(), size })] as const;
    if (!structure.isNoiseContrastive) return new Map([embedded]);
    return new Map([embedded, ['output', () => ({ vectors: output.slice(), size })] as const]);
  }

  weightMatrices(): WeightMatrix[] {
    return fasterRnnlmMatrices(this.model);
  }

  inspector({ from = this.start(), outputs }: InspectorOptions<SentenceState> = {}): StateInspector {
    const parts = fasterRnnlmParts(this.model.structure);
    const V = this.vocabulary.size;
    const layer = this.model.structure.layerCount - 1;
    let state = from;
    const read = (id: number) => {
      const gates: (readonly Float64Array[])[] = [];
      state = this.enter(state, id, (l, values) => {
        gates[l] = values;
      });
      const values = partValues(this.model.structure, state.hidden, gates);
      if (!outputs) return values;
      this.output.all(this.topOf(state), this.logProbs);
      return [...values, this.logProbs.map(exp)];
    };
    return { parts: outputs ? [...parts, { name: 'y', layer, size: V, kind: 'output' }] : parts, read };
  }

  /** Resets the state if `id` is `</s>`. Computes the hashes of the history that ends with the word `id`. */
  private enter(state: SentenceState, id: number, visitGates?: VisitGates): SentenceState {
    const before = id === END ? this.start() : state;
    const history = Int32Array.of(id, ...before.history.subarray(0, MAX_ORDER - 1));
    this.features.look(history);
    return { hidden: nextHidden(this.model, before.hidden, id, visitGates), history };
  }

  private topOf({ hidden }: SentenceState): Float64Array {
    return hidden.subarray(hidden.length - this.model.structure.hidden);
  }
}
