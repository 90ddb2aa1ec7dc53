import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type CourseLanguage, languages } from '../../src/course/lesson';
import { lessonIds, lessonOf } from '../../src/course/lessons';
import { openWorkbench } from './support/openWorkbench';
import { until } from './support/until';
import { Walkthrough } from './support/walkthrough';
import type { Workbench } from './support/workbench';

/** Texts of the buttons and messages, by language. */
const words = {
  en: {
    open: 'Open the Course',
    check: 'Check',
    lesson: 'Lesson',
    missing: /There is no result for "english.txt"/,
  },
  ja: {
    open: 'コースを開く',
    check: '確認',
    lesson: 'レッスン',
    missing: /「japanese.txt」の結果はまだありません/,
  },
} as const satisfies Record<CourseLanguage, object>;

for (const language of languages)
  describe(`the course, in ${language}`, () => {
    const { open, check, lesson, missing } = words[language];
    let folder: string;
    let workbench: Workbench;

    before(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'elman-e2e-'));
      workbench = await openWorkbench({ folder, language });
    });
    after(async () => {
      await workbench?.dispose();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Presses a button of a lesson. Opens the course first as long as a report or a dashboard covers it. */
    const press = async (title: string, button: string) => {
      const walkthrough = new Walkthrough(workbench);
      await until(`the button "${button}"`, async () => {
        if (!(await walkthrough.step(title).isVisible())) await workbench.command(open);
        // A dashboard that opens at this moment can cover the button.
        return walkthrough.press(title, button).then(
          () => true,
          () => false,
        );
      });
    };

    it('says in the first lesson that there is no result yet', async () => {
      await press('1. ', check);
      await workbench.toast(missing);
    });

    for (const [i, id] of lessonIds.entries())
      it(`asks for a prediction, does the work and says what was found, in lesson ${i + 1}`, async () => {
        const { title, button, options } = lessonOf(id).texts[language];
        // With its number, because the description of another step may contain the title.
        const step = `${i + 1}. ${title}`;
        await press(step, button);
        await workbench.choose(options[0]);
        const report = workbench.page.locator('.tab', { hasText: `${lesson} ${i + 1}` });
        await until(`the report of lesson ${i + 1}`, async () => {
          await press(step, check);
          return report.waitFor({ timeout: 5000 }).then(
            () => true,
            () => false,
          );
        });
        await workbench.page
          .locator('.view-line', { hasText: title.slice(0, 12) })
          .first()
          .waitFor();
        await new Walkthrough(workbench).ticked(step);
      });

    it('has ticked every lesson', async () => {
      const ticks = workbench.page.locator('.getting-started-step .codicon.complete');
      assert.equal(await ticks.count(), lessonIds.length);
    });
  });
