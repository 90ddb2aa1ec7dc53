import * as vscode from 'vscode';
import type { QuestionFiles } from '../../protocol/course';
import type { Services } from '../core/services';
import type { LessonTools } from './lessonTools';
import { computed, type LessonWork } from './lessonWork';
import { measure } from './measuredWork';

/** Vectors of the same size as those of the network, of all words that it reads. CBOW is best on short texts. */
const settings = {
  ...{ 'vectors.method': 'cbow', 'vectors.size': 50, 'vectors.window': 5, 'vectors.minimumCount': 2 },
  ...{ 'vectors.output': 'negative', 'vectors.negative': 5, 'vectors.sample': 0.001 },
  ...{ 'vectors.learningRate': 0, 'vectors.passes': 0, 'vectors.exact': false },
  ...{ 'vectors.unit': 'segmented', 'vectors.letterCase': 'lower' },
  ...{ 'vectors.subwordMaximum': 0 },
} as const;

/** Lesson 8: asks the vectors of word2vec and of a network the same questions, then shows vectors of the whole text. */
export function vectorsWork(
  services: Services,
  { trainVectors }: Pick<LessonTools, 'trainVectors'>,
): LessonWork<'vectors'> {
  const { t } = vscode.l10n;
  return computed(async uri => {
    const questions = await readQuestions(services.context.extensionUri);
    const titleOf = (name: string) => t('Training word vectors on {0}', name);
    const figures = await measure(services, uri, { lesson: 'vectors', questions, settings, titleOf });
    await trainVectors(uri, settings);
    return figures;
  });
}

/** Reads the files of questions, which are beside the sample texts. */
async function readQuestions(extension: vscode.Uri): Promise<QuestionFiles> {
  const read = async (language: string) => {
    const uri = vscode.Uri.joinPath(extension, 'media', 'samples', `questions-${language}.txt`);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  };
  return { en: await read('english'), ja: await read('japanese') };
}
