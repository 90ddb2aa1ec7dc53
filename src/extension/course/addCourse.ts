import * as vscode from 'vscode';
import { lessonIds } from '../../course/lessons';
import type { LessonId } from '../../protocol/course';
import type { Services } from '../core/services';
import { Attempts } from './attempts';
import { Course, textsOf } from './course';
import { CourseText } from './courseText';
import type { LessonTools } from './lessonTools';
import { lessonWorks } from './works';

const WALKTHROUGH = 'elman-lab.elman-lab#course';

/** Registers the commands of the course. */
export function addCourse(services: Services, tools: LessonTools): void {
  const { extensionUri, workspaceState } = services.context;
  const text = new CourseText(extensionUri, workspaceState);
  const course = new Course(services, text, new Attempts(workspaceState), lessonWorks(services, tools));
  services.command('openCourse', () =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false),
  );
  services.command('chooseCourseText', (uri?: unknown) =>
    text.choose(uri instanceof vscode.Uri ? uri : undefined),
  );
  services.command('startLesson', async (lesson?: unknown, prediction?: number) => {
    const id = await chosen(lesson);
    return id && course.start(id, prediction);
  });
  services.command('checkLesson', async (lesson?: unknown) => {
    const id = await chosen(lesson);
    return id && course.check(id);
  });
}

/** Returns the lesson that a button names, or asks for one. Undefined if the reader cancelled. */
async function chosen(lesson: unknown): Promise<LessonId | undefined> {
  const named = lessonIds.find(id => id === lesson);
  if (named) return named;
  const items = lessonIds.map((id, i) => ({ label: `${i + 1}. ${textsOf(id).title}`, id }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Lesson') });
  return picked?.id;
}
