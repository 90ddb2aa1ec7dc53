import type * as vscode from 'vscode';
import type { LessonFigures, MeasuredLesson } from '../../protocol/course';
import type { LessonParams } from '../../protocol/storedModels';
import type { Services } from '../core/services';
import { withCancellableProgress } from '../models/cancellableProgress';
import { readTrainingSettings } from '../settings';
import { readText, sourceOf } from '../training/textSource';
import { lessonSettings } from './lessonSettings';
import { computed, type LessonWork } from './lessonWork';

/** What to measure besides the text. `settings` replace those of the user and of all lessons. */
export interface Measured<Id extends MeasuredLesson>
  extends Pick<LessonParams<Id>, 'lesson' | 'questions'>,
    Partial<Pick<LessonParams<Id>, 'settings'>> {
  /** Returns the title of the progress from the name of the text. */
  readonly titleOf: (name: string) => string;
}

type MeasuringServices = Pick<Services, 'workers' | 'sources'>;

/** The work of a lesson whose figures are measured on the text. */
export const measuredWork = <Id extends MeasuredLesson>(
  services: MeasuringServices,
  lesson: Id,
  titleOf: (name: string) => string,
): LessonWork<Id> => computed<Id>(uri => measure(services, uri, { lesson, titleOf }));

/**
 * Measures the figures of a lesson on a text, in a worker of its own. Shows progress if it takes long, and ends the worker
 * and throws a CancellationError if the reader cancels.
 */
export async function measure<Id extends MeasuredLesson>(
  { workers, sources }: MeasuringServices,
  uri: vscode.Uri,
  { titleOf, settings: own, ...measured }: Measured<Id>,
): Promise<LessonFigures[Id]> {
  const text = sourceOf(await readText(uri));
  const settings = { ...readTrainingSettings(uri), ...lessonSettings, ...own };
  return withCancellableProgress(titleOf(text.name), async signal => {
    const link = workers.startMaker(sources);
    signal.addEventListener('abort', () => void link.terminate());
    try {
      const figures = await link.channel.request('measureLesson', { ...measured, text, settings });
      // The types of a channel lose that the figures are those of this lesson.
      return figures as LessonFigures[Id];
    } finally {
      await link.terminate();
    }
  });
}
