import type { LessonFigures, MeasuredLesson } from '../../protocol/course';
import type { Services } from '../core/services';
import { withCancellableProgress } from '../models/cancellableProgress';
import { readTrainingSettings } from '../settings';
import { readText, sourceOf } from '../training/textSource';
import { lessonSettings } from './lessonSettings';
import { computed, type LessonWork } from './lessonWork';

/**
 * The work of a lesson whose figures a worker of its own computes from the text. Shows progress if it takes
 * long, and ends the worker if the reader cancels.
 */
export function measuredWork<Id extends MeasuredLesson>(
  { workers, sources }: Pick<Services, 'workers' | 'sources'>,
  lesson: Id,
  titleOf: (name: string) => string,
): LessonWork<Id> {
  return computed<Id>(async uri => {
    const text = sourceOf(await readText(uri));
    const settings = { ...readTrainingSettings(uri), ...lessonSettings };
    return withCancellableProgress(titleOf(text.name), async signal => {
      const link = workers.startMaker(sources);
      signal.addEventListener('abort', () => void link.terminate());
      try {
        const figures = await link.channel.request('measureLesson', { lesson, text, settings });
        // The types of a channel lose that the figures are those of this lesson.
        return figures as LessonFigures[Id];
      } finally {
        await link.terminate();
      }
    });
  });
}
