import { tokenizerOf } from '../configuration/text';
import { encodeText } from '../data/corpus';
import { checkPiece } from '../data/marks';
import type { Tokenizer } from '../data/tokenizer';
import { encodeModel } from '../model/modelFile';
import type { TextModel } from '../model/openModel';
import { RecurrentModel } from '../model/recurrentModel';
import type { Parameter as Tensors } from '../nn/parameters';
import { sampleText } from '../sampling/sampleText';
import { scoreText } from '../scoring/score';
import { bytesOf } from './bytes';
import { figuresOf } from './figuresOf';
import type { Numbers, ParameterInfo } from './parameters';
import { readStates } from './readStates';
import { type Parts, Training, UNNAMED } from './training';
import type { Network, SampleOptions, Text } from './types';
import { type WindowInput, Windows } from './windows';

export class RecurrentNetwork implements Network {
  private readonly tokenizer: Tokenizer;
  private readonly reader: RecurrentModel;
  private readonly windows: Windows;
  private readonly training: Training;

  /** `iteration`: number of updates that the network received before it was opened. */
  constructor(
    private readonly parts: Parts,
    iteration: number,
  ) {
    const { kernels, configuration, vocabulary, network } = parts;
    this.tokenizer = tokenizerOf(configuration);
    this.reader = new RecurrentModel(kernels, network, vocabulary);
    this.windows = new Windows(kernels, network);
    this.training = new Training(parts, iteration);
  }

  get settings() {
    return this.parts.configuration;
  }

  get vocabulary() {
    return this.parts.vocabulary.symbols;
  }

  get kernels() {
    return this.parts.kernels.build;
  }

  get iteration() {
    return this.training.iteration;
  }

  get parameters(): ParameterInfo[] {
    return this.parts.network.parameters.map(({ name, value: { rows, columns }, learned }) => {
      return { name, rows, columns, learned };
    });
  }

  get(name: string): Numbers {
    return this.parts.kernels.arena.values(this.find(name).value).slice();
  }

  set(name: string, values: ArrayLike<number>): void {
    const target = this.parts.kernels.arena.values(this.find(name).value);
    if (values.length !== target.length) {
      throw new RangeError(`"${name}" has ${target.length} numbers, and was given ${values.length}`);
    }
    target.set(values);
  }

  encode(text: Text): Int32Array {
    const source = { name: UNNAMED, bytes: bytesOf(text) };
    const { ids } = encodeText(source, this.tokenizer, this.parts.vocabulary);
    return Int32Array.from(ids.subarray(0, ids.length));
  }

  decode(ids: ArrayLike<number>): string {
    return this.tokenizer.join(Array.from(ids, id => this.vocabulary[id] ?? ''));
  }

  loss(...given: WindowArguments) {
    return this.windows.loss(windowOf(given));
  }

  gradients(...given: WindowArguments) {
    return this.windows.gradients(windowOf(given));
  }

  read(ids: ArrayLike<number>, start?: ArrayLike<number>) {
    return this.windows.read(ids, start);
  }

  states(source: string | ArrayLike<number>, parts?: readonly string[]) {
    const { bytesPerElement } = this.parts.kernels.arena;
    if (typeof source === 'string') {
      checkPiece(UNNAMED, source, this.tokenizer, () => []);
      return readStates(this.outcome, source, parts, bytesPerElement);
    }
    this.windows.checkIds(source);
    this.reader.beginFrom(undefined);
    return readStates({ model: this.reader, tokenizer: this.tokenizer }, source, parts, bytesPerElement);
  }

  train(text: Text) {
    return this.training.run(this.encode(text));
  }

  score(text: string, context = '') {
    checkPiece(UNNAMED, text, this.tokenizer, () => []);
    return figuresOf(scoreText(this.outcome, context, text, true));
  }

  sample({
    length = 200,
    temperature = 1,
    topK = 0,
    topP = 1,
    seed = this.settings['training.seed'],
    prime,
    stopAt,
    stopAtSentenceEnd,
  }: SampleOptions = {}) {
    if (!isCount(length) || !isCount(topK) || !(temperature >= 0) || !(topP >= 0 && topP <= 1)) {
      throw new RangeError(
        'a sample needs a length and a topK that are whole, a temperature, none of them below 0, and a topP from 0 to 1',
      );
    }
    const ending = { at: stopAt, atSentenceEnd: stopAtSentenceEnd };
    return sampleText(this.outcome, {
      length,
      temperature,
      topK,
      topP,
      seed,
      prime: prime ?? '',
      ...ending,
    });
  }

  save(): Uint8Array {
    const { parts, iteration, training } = this;
    return encodeModel({ ...parts, iteration, carried: training.carried });
  }

  /**
   * The current model, for scoring and sampling. Reading starts from the hidden states at the point where
   * training stopped.
   */
  private get outcome(): TextModel {
    this.reader.beginFrom(this.training.carried);
    return { model: this.reader, tokenizer: this.tokenizer };
  }

  private find(name: string): Tensors {
    const { parameters } = this.parts.network;
    const found = parameters.find(parameter => parameter.name === name);
    if (found) return found;
    throw new RangeError(`there is no parameter "${name}" among ${parameters.map(p => p.name).join(', ')}`);
  }
}

type WindowArguments = Parameters<Network['loss']> | readonly ArrayLike<number>[];

/**
 * Returns the window described by the arguments of `loss` or `gradients`. The arguments are either the
 * streams, or a list of streams and a list of their initial states.
 */
function windowOf(given: WindowArguments): WindowInput {
  const [streams, start] = given;
  const isList = Array.isArray(streams) && streams.every(each => typeof each !== 'number');
  return isList && given.length === 2
    ? { streams, start: start as readonly ArrayLike<number>[] }
    : { streams: given as readonly ArrayLike<number>[] };
}

const isCount = (value: number) => Number.isInteger(value) && value >= 0;
