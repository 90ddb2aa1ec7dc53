import * as vscode from 'vscode';
import type { CourseLanguage } from '../../course/lesson';
import { dialogue } from '../../course/lessons/probability';
import type { AnswerFigures, RankedAnswer } from '../../protocol/course';
import type { Services } from '../core/services';
import type { NgramCommand } from '../models/ngramCommand';
import { lessonSettings } from './lessonSettings';

/** Number of characters of the longest n-grams. Longer ones add nothing on texts of some hundred kilobytes. */
const ORDER = 6;

/** Trains an n-gram model on a text, makes it the active model, and ranks the answers of lesson 1 with it. */
export async function rankAnswers(
  { activeModel, reader }: Services,
  ngrams: NgramCommand,
  text: vscode.Uri,
  language: CourseLanguage,
): Promise<AnswerFigures> {
  const { id } = await ngrams.train(text, { order: ORDER, smoothing: 'kneserNey' }, lessonSettings);
  const model = { kind: 'made', id } as const;
  await activeModel.choose(model);
  const { question, answers } = dialogue[language];
  const content = (await vscode.workspace.openTextDocument(text)).getText();
  const score = async (asked: string) => {
    const found = await reader.scoreText(asked, model);
    return { logProb: found?.logProb ?? 0, unknown: found?.leftOut ?? 0 };
  };
  const asked = await score(question);
  const ranked: RankedAnswer[] = [];
  for (const answer of answers) {
    const both = await score(question + answer);
    ranked.push({
      text: answer,
      bits: (asked.logProb - both.logProb) / Math.LN2,
      unknown: both.unknown - asked.unknown,
      occurrences: content.split(answer).length - 1,
    });
  }
  return { answers: ranked };
}
