import type { ModelFileFact, ModelFileRow } from '../../protocol/modelFile';
import { UserError } from '../../protocol/userError';
import type { CountedVocabulary, FasterRnnlmStructure } from '../families/fasterRnnlm/fasterRnnlmModel';
import { sizesOf } from '../families/fasterRnnlm/fasterRnnlmModel';
import { readHeader } from '../families/fasterRnnlm/header';
import { readFasterRnnlm } from '../families/fasterRnnlm/read';
import { readVocabulary } from '../families/fasterRnnlm/vocabulary';
import { textOfWord } from '../vectors/files/wordText';
import {
  damageIn,
  type FileSample,
  isWhole,
  MOST_ROWS,
  type ModelFileSurvey,
  wholeLines,
} from './fileSample';

/** The ending of the name of the weight file. The part before it is the name of the vocabulary file. */
export const WEIGHTS = '.nnet';

/** Surveys a model of faster-rnnlm from either of its files, and reads the other one beside it. */
export async function surveyFasterRnnlm(sample: FileSample): Promise<ModelFileSurvey> {
  const isWeights = sample.name.endsWith(WEIGHTS);
  const other = isWeights ? sample.name.slice(0, -WEIGHTS.length) : sample.name + WEIGHTS;
  const found = await sample.beside?.(other);
  const [vocabularyFile, weightsFile] = isWeights ? [found, sample] : [sample, found];
  let structure: FasterRnnlmStructure | undefined;
  let vocabulary: CountedVocabulary | undefined;
  let damage = damageIn(() => {
    if (weightsFile) ({ structure } = readHeader(weightsFile.begin));
    if (vocabularyFile) vocabulary = readVocabulary(readable(vocabularyFile));
    if (!vocabularyFile || !weightsFile) {
      throw new UserError(
        'A model of faster-rnnlm consists of two files in one folder: "{0}" was found, but "{1}" was not. Put it into the same folder.',
        [sample.name, other],
      );
    }
    if (isWhole(vocabularyFile) && isWhole(weightsFile))
      readFasterRnnlm(vocabularyFile.begin, weightsFile.begin);
  });
  const { words = [], counts = [] } = vocabulary ?? {};
  const isComplete = vocabularyFile !== undefined && isWhole(vocabularyFile);
  const V = isComplete && vocabulary ? words.length : undefined;
  if (!damage && structure && V !== undefined) damage = wrongSize(structure, V, weightsFile);
  return {
    format: 'fasterRnnlm',
    facts: structure ? factsOf(structure, V) : [],
    parts: structure && V !== undefined ? [{ kind: 'arrays', rows: arraysOf(structure, V) }] : [],
    rowKind: 'countedWords',
    rows: Array.from(words.slice(0, MOST_ROWS), (word, i): ModelFileRow => [textOfWord(word), counts[i]]),
    ...(V !== undefined && { announced: V }),
    ...(damage && { damage }),
    warnings: [],
    use: 'model',
  };
}

const readable = (file: FileSample) => (isWhole(file) ? file.begin : wholeLines(file.begin));

const FLOAT = 4;

/** Returns the damage of a large file of weights that is shorter than its vocabulary and its header require. */
function wrongSize(
  structure: FasterRnnlmStructure,
  V: number,
  file: FileSample | undefined,
): UserError | undefined {
  const needed = FLOAT * arraysOf(structure, V).reduce((sum, [, , count]) => sum + Number(count), 0);
  if (!file || file.size === undefined || file.size >= needed) return undefined;
  return new UserError(
    'The two files of this faster-rnnlm model do not belong together, or are damaged: {0} words and the sizes in the header need {1} bytes of weights, but {2} follow byte {3}.',
    [V, needed, file.size, 0],
  );
}

function factsOf(structure: FasterRnnlmStructure, V: number | undefined): ModelFileFact[] {
  const { hidden, layerType, scrn, layerCount, direct, directOrder, isNoiseContrastive } = structure;
  const hasDirect = direct > 0 && directOrder > 0;
  return [
    { name: 'layer', value: scrn ? `scrn${scrn.isFast ? 'fast' : ''}${scrn.context}` : layerType },
    { name: 'hidden', value: hidden },
    { name: 'layers', value: layerCount },
    ...(V === undefined ? [] : [{ name: 'vocabulary', value: V } as const]),
    { name: 'output', value: isNoiseContrastive ? 'nce' : 'hierarchical softmax' },
    ...(hasDirect
      ? ([
          { name: 'direct', value: direct },
          { name: 'directOrder', value: directOrder },
        ] as const)
      : []),
  ];
}

/** Returns the arrays of a model: those of a layer together. */
function arraysOf(structure: FasterRnnlmStructure, V: number): ModelFileRow[] {
  const { hidden: H, layerCount, direct } = structure;
  const layers = Array.from({ length: layerCount }, (_, l): ModelFileRow => {
    const { matrices, vectors } = sizesOf(structure, l);
    const numbers = [...matrices, ...vectors].reduce((sum, size) => sum + size, 0);
    return [`layer ${l + 1}`, `${matrices.length} × ${H} × ${H}`, numbers];
  });
  return [
    ['E', `${V} × ${H}`, V * H],
    ['O', `${V} × ${H}`, V * H],
    ...layers,
    ...(direct > 0 ? [['direct', String(direct), direct]] : []),
  ];
}
