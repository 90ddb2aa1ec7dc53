import type { LessonFigures, LessonId } from '../protocol/course';
import type { Argument, Message } from '../protocol/message';

/** The texts of a lesson in one language. They are Markdown without headings. */
export interface LessonText {
  readonly title: string;
  /** The idea, in words that need no mathematics beyond school. */
  readonly idea: string;
  /** What the button does, and what there is to see. */
  readonly task: string;
  readonly button: string;
  /** The question to answer before one sees the result, and the answers to choose from. */
  readonly question: string;
  readonly options: readonly string[];
  /** What the picture shows. */
  readonly picture: string;
  /** What to think about after the check. Only the page in docs/course contains it. */
  readonly after: string;
}

/** The languages of the course. */
export const languages = ['en', 'ja'] as const;
export type CourseLanguage = (typeof languages)[number];

/** What a result shows: the option that is right, and why. */
export interface Finding {
  readonly kind: 'finding';
  /** Index of the option that the result agrees with. -1 if the result does not answer the question. */
  readonly answer: number;
  readonly sentences: readonly Message[];
}

/** Why there is no finding yet. The message says what was found and what to do. */
export interface LessonProblem {
  readonly kind: 'problem';
  readonly problem: Message;
}

/** A lesson: its texts, and the check that reads its result. */
export interface Lesson<Id extends LessonId = LessonId> {
  readonly id: Id;
  /** Whether the result does not depend on the text of the course. Absent: it does. */
  readonly ignoresText?: true;
  /** File of the picture, which the product made, relative to the root of the project. */
  readonly image: string;
  readonly texts: Readonly<Record<CourseLanguage, LessonText>>;
  /** Says in words what a result shows, or what is missing. */
  judge(figures: LessonFigures[Id]): Finding | LessonProblem;
}

/** Makes a sentence of a finding or a problem. */
export const sentence = (template: string, ...args: readonly Argument[]): Message => ({ template, args });

export const problem = (template: string, ...args: readonly Argument[]): LessonProblem => ({
  kind: 'problem',
  problem: sentence(template, ...args),
});
