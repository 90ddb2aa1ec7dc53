import { UserError } from '../../../../protocol/userError';
import { checkDistinct } from '../../../data/vocabulary';
import {
  emptyNetwork,
  type Precision,
  type RnnlmModel,
  type RnnlmVocabulary,
  visitInputWeights,
} from '../rnnlmModel';
import { firstsOf } from '../text/classes';
import { Cursor } from './cursor';
import { headerOf, LINES, type RnnlmHeader, type Value } from './header';
import { bodyOf, checkLength } from './numbers';

/** A typical line of the vocabulary, for error messages. */
const WORD = '     0\t        12\tword\t0';

/** Returns whether the bytes begin like a model of the RNNLM toolkit. */
export function isRnnlmFile(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 9)) === 'version: ';
}

/**
 * Reads a model in text or binary format. Checks the size of the file before it allocates memory. Throws a
 * UserError with the line of the first error: something missing, invalid or superfluous.
 */
export function readRnnlm(bytes: Uint8Array, precision: Precision = 'double'): RnnlmModel {
  const cursor = new Cursor(bytes);
  const header = readHeader(cursor);
  const { structure, progress } = header;
  checkLength(cursor, header);
  const vocabulary = readVocabulary(cursor, header);
  const read = bodyOf(cursor, header);
  const network = emptyNetwork(structure, header.words, precision);
  const { weights, hidden } = network;

  read.heading('Hidden layer activation:');
  read.all(hidden);
  read.heading('Weights 0->1:');
  visitInputWeights(weights, structure.hidden, (array, index) => {
    array[index] = read.next();
  });
  read.heading(structure.compression > 0 ? 'Weights 1->c:' : 'Weights 1->2:');
  if (structure.compression > 0) {
    read.all(weights.compression);
    read.heading('Weights c->2:');
  }
  read.all(weights.output);
  read.heading('Direct connections:');
  read.all(weights.direct);
  read.end();
  return { ...network, progress, vocabulary };
}

/** Reads the header of a model. Throws a UserError with the first line that is not right. */
export function readHeader(cursor: Cursor): RnnlmHeader {
  const values = new Map<string, string>();
  for (const [label, kind] of LINES) {
    const expected = label === '' ? '' : `${label}: ${exampleOf(kind)}`;
    const line = cursor.readLine(expected);
    const value = line.slice(label.length + 2);
    const isRight = label === '' ? line === '' : line.startsWith(`${label}: `) && fits(value, kind);
    if (!isRight) throw cursor.wrong(line, expected);
    values.set(label, value);
  }
  const header = headerOf(values);
  const { words: V, structure } = header;
  for (const [label, size] of [
    ['input layer size', V + structure.hidden],
    ['output layer size', V + structure.classes],
  ] as const) {
    if (Number(values.get(label)) !== size) {
      throw new UserError(
        'This rnnlm model is damaged: its header says "{0}: {1}", but with the other sizes it must be {2}.',
        [label, values.get(label) ?? '', size],
      );
    }
  }
  return header;
}

function fits(text: string, kind: Value): boolean {
  if (kind === 'text') return true;
  if (kind === 'decimal') return /^-?\d+(\.\d+)?$/.test(text) && Number.isFinite(Number(text));
  return /^\d+$/.test(text) && Number(text) >= kind.least && Number(text) <= kind.most;
}

function exampleOf(kind: Value): string {
  if (kind === 'text') return 'train.txt';
  if (kind === 'decimal') return '0.100000';
  return kind.least === kind.most ? `${kind.least}` : `${kind.least} ... ${kind.most}`;
}

/**
 * Reads the words and their classes. Throws a UserError unless the words of each class are adjacent, which
 * the output layer requires.
 */
function readVocabulary(cursor: Cursor, { words: V, structure }: RnnlmHeader): RnnlmVocabulary {
  cursor.heading('Vocabulary:');
  const words: string[] = [];
  const counts = new Int32Array(V);
  const classOf = new Int32Array(V);
  for (let id = 0; id < V; id++) {
    const word = readWord(cursor, id, { least: id > 0 ? classOf[id - 1] : 0, classes: structure.classes });
    words.push(word.word);
    counts[id] = word.count;
    classOf[id] = word.classIndex;
  }
  checkDistinct(words);
  return { words, counts, classOf, firsts: firstsOf(classOf, structure.classes) };
}

/** A line of the vocabulary. The word has one character per byte. */
export interface RnnlmWord {
  readonly word: string;
  readonly count: number;
  readonly classIndex: number;
}

/**
 * Reads a line of the vocabulary. `least`: the class of the previous word. Throws a UserError if the line is not that
 * of the word `id`, or if its class is below `least` or not below `classes`.
 */
export function readWord(
  cursor: Cursor,
  id: number,
  { least, classes }: { readonly least: number; readonly classes: number },
): RnnlmWord {
  const line = cursor.readLine(WORD);
  const [, index, count, word, classIndex] = /^ *(\d+)\t *(\d+)\t([^\t]+)\t(\d+)$/.exec(line) ?? [];
  const isRight =
    Number(index) === id &&
    Number(count) < 2 ** 31 &&
    Number(classIndex) < classes &&
    Number(classIndex) >= least;
  if (!isRight) throw cursor.wrong(line, WORD.replace('0', String(id)));
  return { word, count: Number(count), classIndex: Number(classIndex) };
}
