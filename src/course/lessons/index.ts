import type { LessonId } from '../../protocol/course';
import type { Lesson } from '../lesson';
import { counting } from './counting';
import { ensemble } from './ensemble';
import { gradients } from './gradients';
import { memory } from './memory';
import { pairs } from './pairs';
import { probability } from './probability';
import { rnnlm } from './rnnlm';
import { vanishing } from './vanishing';
import { vectors } from './vectors';

/** The lessons in their order. Only lessons that can be taken from beginning to end are listed. */
export const lessons = {
  probability,
  counting,
  memory,
  gradients,
  vanishing,
  pairs,
  rnnlm,
  vectors,
  ensemble,
} satisfies {
  readonly [Id in LessonId]: Lesson<Id>;
};

export const lessonIds = Object.keys(lessons) as readonly LessonId[];

/** Returns a lesson by its id. Undefined if no lesson has this id. */
export const lessonOf = <Id extends LessonId>(id: Id): Lesson<Id> =>
  (lessons as unknown as { readonly [Each in LessonId]: Lesson<Each> })[id];
