import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { lessonIds, lessonOf } from '../../../src/course/lessons';
import type { LessonId } from '../../../src/protocol/course';
import { checkout } from '../../host/lib/paths';
import { openWorkbench } from './openWorkbench';
import { titleOf } from './titles';
import { until } from './until';
import { Walkthrough } from './walkthrough';
import type { Workbench } from './workbench';

/** The lessons whose picture is their report, and the height of the window. */
const reports: readonly (readonly [LessonId, number])[] = [
  ['counting', 500],
  ['rnnlm', 470],
  ['vectors', 530],
];

/** Takes the pictures of the course: reports of lessons, and the plot of lesson 5. */
export async function takeCourse(output: string): Promise<void> {
  for (const [id, height] of reports)
    await inCourse(height, async workbench => {
      await take(workbench, id);
      await workbench.page
        .locator('.editor-group-container.active .editor-container')
        .screenshot({ path: path.join(output, `course-${id}.png`) });
    });
  await inCourse(1150, async workbench => {
    await take(workbench, 'vanishing');
    await workbench.command(titleOf('openDashboard', 'en'));
    const page = await workbench.frame('.in-panel main.dashboard');
    const plot = page.locator('section.flow');
    await plot.scrollIntoViewIfNeeded();
    await workbench.restMouse();
    await plot.screenshot({ path: path.join(output, 'course-vanishing.png') });
  });
}

/** Opens a workbench with the sample text. Calls `use`. */
async function inCourse(height: number, use: (workbench: Workbench) => Promise<void>): Promise<void> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'elman-'));
  const folder = path.join(temporary, 'texts');
  mkdirSync(folder);
  copyFileSync(path.join(checkout, 'media/samples/english.txt'), path.join(folder, 'english.txt'));
  const settings = {
    ...{ 'editor.minimap.enabled': false, 'editor.lineNumbers': 'off', 'editor.wordWrap': 'on' },
    ...{ 'editor.occurrencesHighlight': 'off', 'editor.renderLineHighlight': 'none' },
    ...{ 'breadcrumbs.enabled': false, 'editor.folding': false },
  };
  const workbench = await openWorkbench({ folder, theme: 'dark', settings, width: 1000, height });
  try {
    await workbench.hideSideBar();
    await use(workbench);
  } finally {
    await workbench.dispose();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Takes a lesson until its report is shown. */
async function take(workbench: Workbench, id: LessonId): Promise<void> {
  const number = lessonIds.indexOf(id) + 1;
  const { title, button, options } = lessonOf(id).texts.en;
  const press = (name: string) =>
    until(`the button "${name}"`, async () => {
      await workbench.command(titleOf('openCourse', 'en'));
      return new Walkthrough(workbench).press(`${number}. ${title}`, name).then(
        () => true,
        () => false,
      );
    });
  await press(button);
  await workbench.choose(options[2]);
  const report = workbench.page.locator('.tab.active', { hasText: `Lesson ${number}` });
  await until(`the report of lesson ${number}`, async () => {
    await press('Check');
    return report.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
  });
  await workbench.command('View: Close Editors in Other Groups');
  await workbench.command('Notifications: Clear All Notifications');
  await workbench.restMouse();
}
