import { l10n } from 'vscode';
import type { LessonId } from '../../protocol/course';
import type { Services } from '../core/services';
import { gradientWork } from './gradientWork';
import type { LessonTools } from './lessonTools';
import { computed, type LessonWork } from './lessonWork';
import { measuredWork } from './measuredWork';
import { memoryWork } from './memoryWork';
import { pairsWork } from './pairsWork';
import { rankAnswers } from './rankAnswers';
import { vanishingWork } from './vanishingWork';
import { vectorsWork } from './vectorsWork';

export type LessonWorks = { readonly [Id in LessonId]: LessonWork<Id> };

/** Returns the work of every lesson. */
export function lessonWorks(services: Services, tools: LessonTools): LessonWorks {
  return {
    probability: computed((text, language) => rankAnswers(services, tools.ngrams, text, language)),
    counting: measuredWork(services, 'counting', name => l10n.t('Counting the n-grams of {0}', name)),
    memory: memoryWork(services, tools),
    gradients: gradientWork(services),
    vanishing: vanishingWork(services, tools),
    pairs: pairsWork(services, tools.experiments),
    rnnlm: measuredWork(services, 'rnnlm', name => l10n.t('Training RNNLM on the words of {0}', name)),
    vectors: vectorsWork(services, tools),
    ensemble: measuredWork(services, 'ensemble', name =>
      l10n.t('Comparing an ensemble and kinds of models on {0}', name),
    ),
  };
}
