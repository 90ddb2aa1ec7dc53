import type { ModelFileFact, ModelFileRow } from '../../protocol/modelFile';
import { Cursor } from '../families/rnnlm/format/cursor';
import type { RnnlmHeader } from '../families/rnnlm/format/header';
import { incomplete, leastLength } from '../families/rnnlm/format/numbers';
import { readHeader, readRnnlm, readWord } from '../families/rnnlm/format/read';
import { weightCounts } from '../families/rnnlm/rnnlmModel';
import { textOfWord } from '../vectors/files/wordText';
import { damageIn, type FileSample, isWhole, MOST_ROWS, type ModelFileSurvey } from './fileSample';

/** Surveys a model of the RNNLM toolkit: its header, the words of its vocabulary and the sizes of its weights. */
export function surveyRnnlm(sample: FileSample): ModelFileSurvey {
  const cursor = new Cursor(sample.begin);
  const rows: ModelFileRow[] = [];
  let header: RnnlmHeader | undefined;
  let damage = damageIn(() => {
    header = readHeader(cursor);
    checkSize(cursor, header, sample);
    const { words: V, structure } = header;
    cursor.heading('Vocabulary:');
    let least = 0;
    for (let id = 0; id < Math.min(V, MOST_ROWS); id++) {
      const { word, count, classIndex } = readWord(cursor, id, { least, classes: structure.classes });
      rows.push([textOfWord(word), count, classIndex]);
      least = classIndex;
    }
  });
  if (isWhole(sample)) damage = damageIn(() => readRnnlm(sample.begin)) ?? damage;
  // The vocabulary continues after what was read.
  else if (cursor.at >= lastLine(sample.begin)) damage = undefined;
  return {
    format: 'rnnlm',
    facts: header ? factsOf(header) : [],
    parts: header ? [{ kind: 'arrays', rows: arraysOf(header) }] : [],
    rowKind: 'words',
    rows,
    ...(header && { announced: header.words }),
    ...(damage && { damage }),
    warnings: [],
    use: 'model',
  };
}

/** Throws a UserError if a file that was not read to its end is shorter than its header requires. */
function checkSize(cursor: Cursor, header: RnnlmHeader, { size }: FileSample): void {
  const needed = leastLength(header);
  if (size !== undefined && needed > size - cursor.at) throw incomplete(cursor, needed, size);
}

const LINE_FEED = 0x0a;
const lastLine = (bytes: Uint8Array) => bytes.lastIndexOf(LINE_FEED) + 1;

function factsOf({ structure, progress, words }: RnnlmHeader): ModelFileFact[] {
  const { hidden, compression, classes, direct, directOrder, bptt } = structure;
  return [
    { name: 'hidden', value: hidden },
    ...(compression > 0 ? [{ name: 'compression', value: compression } as const] : []),
    { name: 'vocabulary', value: words },
    { name: 'classes', value: classes },
    ...(direct > 0
      ? ([
          { name: 'direct', value: direct },
          { name: 'directOrder', value: directOrder },
        ] as const)
      : []),
    // The file stores one more than the user requested.
    { name: 'bptt', value: Math.max(0, bptt - 1) },
    { name: 'epochs', value: progress.epochs },
    { name: 'trainingText', value: progress.trainFile },
    { name: 'trainingWords', value: progress.trainWords },
  ];
}

function arraysOf({ structure, words: V }: RnnlmHeader): ModelFileRow[] {
  const { hidden: H, compression: K, classes: C, direct } = structure;
  const counts = weightCounts(structure, V);
  return [
    ['U', `${V} × ${H}`, counts.input],
    ['W', `${H} × ${H}`, counts.recurrent],
    ...(K > 0 ? [['K', `${K} × ${H}`, counts.compression]] : []),
    ['O, C', `${V + C} × ${K || H}`, counts.output],
    ...(direct > 0 ? [['direct', String(direct), direct]] : []),
  ];
}
