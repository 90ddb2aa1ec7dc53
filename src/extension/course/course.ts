import * as vscode from 'vscode';
import { checkLesson, type LessonSource } from '../../course/check';
import type { CourseLanguage, Finding, LessonProblem, LessonText } from '../../course/lesson';
import { lessonIds, lessonOf } from '../../course/lessons';
import type { LessonFigures, LessonId } from '../../protocol/course';
import type { Services } from '../core/services';
import { showWarning } from '../notify';
import { translate } from '../translate';
import { nameOf } from '../uris';
import { leaveWalkthrough } from '../walkthrough/leaveWalkthrough';
import type { Attempts } from './attempts';
import type { CourseText } from './courseText';
import { lessonReport } from './lessonReport';
import { lessonTable } from './lessonTable';
import type { LessonWorks } from './works';

/** Implements the buttons of the lessons: predict and do, then check. */
export class Course {
  constructor(
    private readonly services: Pick<Services, 'documents' | 'messages'>,
    private readonly text: CourseText,
    private readonly attempts: Attempts,
    private readonly works: LessonWorks,
  ) {}

  /**
   * Asks for the prediction, unless there is one that is still valid, and does the work of the lesson. `predicted` answers the
   * question. Undefined if the reader cancelled.
   */
  async start<Id extends LessonId>(id: Id, predicted?: number): Promise<unknown> {
    const uri = await this.text.uri();
    const text = uri.toString();
    const before = this.attempts.get(id);
    const known = lessonOf(id).ignoresText || before?.text === text ? before : undefined;
    const prediction = predicted ?? known?.prediction ?? (await this.predict(id));
    if (prediction === undefined) return undefined;
    // Keeps an earlier result: the reader may cancel this attempt.
    await this.attempts.set(id, { ...known, text, prediction });
    await leaveWalkthrough();
    const result = await this.works[id].begin(uri, languageOf());
    if (result !== undefined) await this.attempts.set(id, { text, prediction, result });
    return result;
  }

  /** Compares the prediction with the result and shows what was found, or says what is missing. */
  async check<Id extends LessonId>(id: Id): Promise<Finding | LessonProblem> {
    const lesson = lessonOf(id);
    const texts = textsOf(id);
    const attempt = this.attempts.get(id);
    const work = this.works[id];
    const figures = attempt?.result === undefined ? undefined : await work.figures(attempt.result);
    const outcome = checkLesson<Id>(lesson, {
      text: sourceOf(await this.text.uri()),
      ...(attempt && {
        resultText: sourceOf(vscode.Uri.parse(attempt.text)),
        prediction: attempt.prediction,
      }),
      ...(figures && { figures }),
      button: texts.button,
      options: texts.options,
    });
    if (outcome.kind === 'problem') this.explain(id, texts, outcome);
    else await this.show(id, outcome, figures);
    return outcome;
  }

  private async show<Id extends LessonId>(id: Id, finding: Finding, figures: LessonFigures[Id] | undefined) {
    const texts = textsOf(id);
    const title = vscode.l10n.t('Lesson {0}', lessonIds.indexOf(id) + 1);
    await leaveWalkthrough();
    const table = figures ? lessonTable(id, figures) : '';
    await this.services.documents.show(
      title,
      lessonReport(texts, finding, { table, isOnText: !lessonOf(id).ignoresText }),
    );
    await vscode.commands.executeCommand('setContext', `elman.lesson.${id}`, true);
  }

  private explain(id: LessonId, { button }: LessonText, { problem }: LessonProblem): void {
    const start = this.services.messages.guard(() => this.start(id));
    void showWarning(translate(problem), button).then(pressed => (pressed === button ? start() : undefined));
  }

  private async predict(id: LessonId): Promise<number | undefined> {
    const { question, options, title } = textsOf(id);
    const items = options.map((label, index) => ({ label, index }));
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder: question });
    return picked?.index;
  }
}

const sourceOf = (uri: vscode.Uri): LessonSource => ({ uri: uri.toString(), name: nameOf(uri) });

/** Returns the language of the course: Japanese if VS Code is in Japanese, otherwise English. */
const languageOf = (): CourseLanguage => (vscode.env.language.startsWith('ja') ? 'ja' : 'en');

/** Returns the texts of a lesson in the language of VS Code. */
export const textsOf = (id: LessonId): LessonText => lessonOf(id).texts[languageOf()];
