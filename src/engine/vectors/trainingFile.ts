import * as v from 'valibot';
import { UserError } from '../../protocol/userError';
import type { IdSource } from '../data/storedIds';
import { fingerprintOf, type NewHash, portableHash } from '../storage/digest';
import { parseJson } from '../storage/parseJson';
import { decodeCheckpoint, encodeCheckpoint } from '../storage/runs/checkpointFormat';
import type { StoredTensor } from '../storage/safetensors/safetensors';
import { count, finite } from '../storage/schemas';
import { textOfWord, wordOfText } from './files/wordText';
import type { TrainingState } from './vectorTraining';
import type { Word2vecOptions } from './word2vec/options';
import type { WordCounts } from './word2vec/vocabulary';

/** A training of word vectors that was stopped, with everything needed to resume it. */
export interface StoppedTraining {
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
  options: v.object({
    size: atLeast(1),
    window: atLeast(1),
    sample: finite,
    negative: count,
    hierarchical: v.boolean(),
    cbow: v.boolean(),
    alpha: finite,
    iterations: count,
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
  const { options, vocabulary, state, text, notes } = training;
  const { words, counts } = vocabulary;
  const { inputs, outputs, nodes, sentence, position } = state;
  const record = { options, words: words.map(textOfWord), counts: [...counts], position, text, notes };
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
  const { options, words, counts, position, text, notes } = record;
  const matrix = (tensor: string, isUsed: boolean): Float32Array | undefined => {
    const stored = tensors.get(tensor);
    if (!isUsed) return undefined;
    const { data, shape } = stored ?? {};
    if (!(data instanceof Float32Array) || shape?.join() !== `${words.length},${options.size}`) throw fault;
    return data;
  };
  const inputs = matrix('inputs', true);
  const sentence = tensors.get('sentence')?.data;
  if (!inputs || !(sentence instanceof Int32Array) || !areIds(sentence, words.length)) throw fault;
  const outputs = matrix('outputs', options.negative > 0);
  const nodes = matrix('nodes', options.hierarchical);
  return {
    options,
    vocabulary: {
      words: words.map(wordOfText),
      counts: Float64Array.from(counts),
      total: counts.reduce((sum, each) => sum + each, 0),
    },
    state: { position, inputs, outputs, nodes, sentence },
    text,
    notes,
  };
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
