import * as vscode from 'vscode';
import type { LessonId } from '../../protocol/course';
import type { Services } from '../core/services';
import { readTrainingSettings } from '../settings';
import { readText, sourceOf } from '../training/textSource';
import { askMaker } from './courseMaker';
import { gradientWork } from './gradientWork';
import { lessonSettings } from './lessonSettings';
import type { LessonTools } from './lessonTools';
import { computed, type LessonWork } from './lessonWork';
import { memoryWork } from './memoryWork';
import { pairsWork } from './pairsWork';
import { rankAnswers } from './rankAnswers';
import { vanishingWork } from './vanishingWork';

export type LessonWorks = { readonly [Id in LessonId]: LessonWork<Id> };

/** Returns the work of every lesson. */
export function lessonWorks(services: Services, tools: LessonTools): LessonWorks {
  return {
    probability: computed((text, language) => rankAnswers(services, tools.ngrams, text, language)),
    counting: computed(async uri => {
      const text = sourceOf(await readText(uri));
      const params = { text, settings: { ...readTrainingSettings(uri), ...lessonSettings } };
      const title = vscode.l10n.t('Counting the n-grams of {0}', text.name);
      return askMaker(services, title, channel => channel.request('countOrders', params));
    }),
    memory: memoryWork(services, tools),
    gradients: gradientWork(services),
    vanishing: vanishingWork(services, tools),
    pairs: pairsWork(services, tools.experiments),
    rnnlm: computed(async uri => {
      const text = sourceOf(await readText(uri));
      const params = { text, settings: { ...readTrainingSettings(uri), ...lessonSettings } };
      const title = vscode.l10n.t('Training RNNLM on the words of {0}', text.name);
      return askMaker(services, title, channel => channel.request('compareRnnlm', params));
    }),
    ensemble: computed(async uri => {
      const text = sourceOf(await readText(uri));
      const params = { text, settings: { ...readTrainingSettings(uri), ...lessonSettings } };
      const title = vscode.l10n.t('Comparing an ensemble and kinds of models on {0}', text.name);
      return askMaker(services, title, channel => channel.request('compareEnsemble', params));
    }),
  };
}
