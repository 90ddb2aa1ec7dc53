import type * as vscode from 'vscode';
import type { CourseLanguage } from '../../course/lesson';
import type { LessonFigures, LessonId } from '../../protocol/course';

/** What a lesson's button does, and how its result becomes figures for the check. */
export interface LessonWork<Id extends LessonId> {
  /**
   * Works on the text of the course. Returns what the workspace keeps until the check: the figures or, for runs, their ids.
   * Undefined if the reader cancelled.
   */
  begin(text: vscode.Uri, language: CourseLanguage): Promise<unknown>;
  /** Returns the figures for the check. Undefined if what was kept no longer exists. */
  figures(kept: unknown): Promise<LessonFigures[Id] | undefined>;
}

/** Work whose figures are complete when it ends. */
export const computed = <Id extends LessonId>(
  begin: (text: vscode.Uri, language: CourseLanguage) => Promise<LessonFigures[Id] | undefined>,
): LessonWork<Id> => ({ begin, figures: async kept => kept as LessonFigures[Id] });
