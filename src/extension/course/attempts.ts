import type { Memento } from 'vscode';
import type { LessonId } from '../../protocol/course';

/** What the reader has done in a lesson, as the workspace keeps it. */
export interface StoredAttempt {
  /** URI of the text. */
  readonly text: string;
  /** Index of the predicted option. */
  readonly prediction: number;
  /** What the lesson's work returned: figures, or the ids of runs. Missing if the work did not end. */
  readonly result?: unknown;
}

/** Keeps the reader's prediction and result of each lesson in the workspace. */
export class Attempts {
  constructor(private readonly memento: Memento) {}

  get(lesson: LessonId): StoredAttempt | undefined {
    return this.memento.get(keyOf(lesson));
  }

  async set(lesson: LessonId, attempt: StoredAttempt): Promise<void> {
    await this.memento.update(keyOf(lesson), attempt);
  }
}

const keyOf = (lesson: LessonId) => `elman.course.${lesson}`;
