import * as v from 'valibot';
import { UserError } from '../../protocol/userError';
import type { IdSource } from '../data/storedIds';
import { fingerprintOf, type NewHash, portableHash } from '../storage/digest';
import { parseJson } from '../storage/parseJson';
import { decodeCheckpoint, encodeCheckpoint } from '../storage/runs/checkpointFormat';
import type { StoredTensor } from '../storage/safetensors/safetensors';
import { count, finite } from '../storage/schemas';
import { textOfWord, wordOfText } from './files/wordText';
import { MOST_BUCKETS, subwordRows } from './subwords';
import type { TrainingState } from './vectorTraining';
import type { Word2vecOptions } from './word2vec/options';
import type { WordCounts } from './word2vec/vocabulary';

/** A training of word vectors that was stopped, with everything needed to resume it. */
export interface StoppedTraining {
  /** Whether it trains with the same bits as word2vec. */
  readonly exact: boolean;
  readonly options: Word2vecOptions;
  readonly vocabulary: WordCounts;
  readonly state: TrainingState;
  /** The digest of the encoded text, from `digestOf`. */
  readonly text: string;
  /** Notes of the program that stopped the training, such as the paths of its files. */
  readonly notes: Readonly<Record<string, string>>;
}

const atLeast = (minimum: number) => v.pipe(count, v.minValue(minimum));
const schema = v.object({
  exact: v.boolean(),
  options: v.object({
    size: atLeast(1),
    window: atLeast(1),
    sample: finite,
    negative: count,
    hierarchical: v.boolean(),
    cbow: v.boolean(),
    alpha: finite,
    iterations: count,
    subwords: v.optional(
      v.object({
        minimum: atLeast(1),
        maximum: atLeast(1),
        buckets: v.pipe(atLeast(1), v.maxValue(MOST_BUCKETS)),
      }),
    ),
  }),
  words: v.array(v.string()),
  counts: v.array(count),
  position: v.object({
    pass: count,
    at: count,
    passed: count,
    changed: count,
    counted: count,
    rate: finite,
    random: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
  }),
  text: v.string(),
  notes: v.record(v.string(), v.string()),
});

/** The metadata key for the record of the training, which is JSON. */
const KEY = 'wordVectors';

/** Encodes a stopped training as a checkpoint: a safetensors file with a digest. */
export function encodeTraining(training: StoppedTraining, newHash: NewHash = portableHash): Uint8Array {
  const { exact, options, vocabulary, state, text, notes } = training;
  const { words, counts } = vocabulary;
  const { inputs, outputs, nodes, sentence, position } = state;
  const record = { exact, options, words: words.map(textOfWord), counts: [...counts], position, text, notes };
  const matrix = (name: string, data: Float32Array | undefined): StoredTensor[] =>
    data ? [{ name, dtype: 'F32', shape: [data.length / options.size, options.size], data }] : [];
  const tensors: StoredTensor[] = [
    ...matrix('inputs', inputs),
    ...matrix('outputs', outputs),
    ...matrix('nodes', nodes),
    { name: 'sentence', dtype: 'I32', shape: [sentence.length], data: sentence },
  ];
  return encodeCheckpoint({ metadata: { [KEY]: JSON.stringify(record) }, tensors }, newHash);
}

/** Decodes a stopped training. Throws a UserError if the file is damaged or is something else. */
export function decodeTraining(
  bytes: Uint8Array,
  name: string,
  newHash: NewHash = portableHash,
): StoppedTraining {
  const { tensors, metadata } = decodeCheckpoint(bytes, newHash);
  const record = parseJson(schema, metadata[KEY] ?? '');
  const fault = new UserError('"{0}" is not a stopped training of word vectors, or it is damaged.', [name]);
  if (!record || record.words.length !== record.counts.length) throw fault;
  const { exact, options, counts, position, text, notes } = record;
  const words = record.words.map(wordOfText);
  const total = counts.reduce((sum, each) => sum + each, 0);
  const vocabulary = { words, counts: Float64Array.from(counts), total };
  const matrix = (tensor: string, rows = words.length): Float32Array => {
    const { data, shape } = tensors.get(tensor) ?? {};
    if (!(data instanceof Float32Array) || shape?.join() !== `${rows},${options.size}`) throw fault;
    return data;
  };
  const parts = options.subwords ? subwordRows(vocabulary, options.subwords).buckets.length : 0;
  const sentence = tensors.get('sentence')?.data;
  if (!(sentence instanceof Int32Array) || !areIds(sentence, words.length)) throw fault;
  const state = {
    position,
    inputs: matrix('inputs', words.length + parts),
    outputs: options.negative > 0 ? matrix('outputs') : undefined,
    nodes: options.hierarchical ? matrix('nodes') : undefined,
    sentence,
  };
  return { exact, options, vocabulary, state, text, notes };
}

/**
 * A stored sentence has fewer words than this, because word2vec trains on a sentence as soon as it has this
 * many words.
 */
const LONGEST_SENTENCE = 1000;

function areIds(sentence: Int32Array, V: number): boolean {
  return sentence.length < LONGEST_SENTENCE && sentence.every(id => id >= 0 && id < V);
}

/** Number of ids that are digested at a time. */
const PIECE = 1 << 16;

/**
 * Returns a digest of an encoded text, to check that a training resumes with the text with which it started.
 */
export function digestOf(ids: IdSource, newHash: NewHash = portableHash): string {
  return fingerprintOf(idBytes(ids), newHash);
}

function* idBytes(ids: IdSource): Generator<Uint8Array> {
  for (let at = 0; at < ids.length; at += PIECE) {
    const piece = Int32Array.from(ids.subarray(at, at + PIECE));
    yield new Uint8Array(piece.buffer);
  }
}
