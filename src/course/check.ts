import type { LessonFigures, LessonId } from '../protocol/course';
import type { Message } from '../protocol/message';
import { type Finding, type Lesson, type LessonProblem, problem, sentence } from './lesson';

/** A text: its URI identifies it, and messages show its name. */
export interface LessonSource {
  readonly uri: string;
  readonly name: string;
}

/** What the reader has done in a lesson so far. */
export interface Attempt<Id extends LessonId> {
  /** The text of the course, and the text of the result. */
  readonly text: LessonSource;
  readonly resultText?: LessonSource;
  /** Index of the predicted option. */
  readonly prediction?: number;
  readonly figures?: LessonFigures[Id];
  /** Label of the button that does the work, and the options, in the reader's language. */
  readonly button: string;
  readonly options: readonly string[];
}

/**
 * Checks a lesson: compares the prediction with the result. Says what is missing if there is no prediction, no result, or a
 * result of another text on which it depends.
 */
export function checkLesson<Id extends LessonId>(
  lesson: Lesson<Id>,
  { text, resultText, prediction, figures, button, options }: Attempt<Id>,
): Finding | LessonProblem {
  if (!lesson.ignoresText && resultText !== undefined && resultText.uri !== text.uri)
    return problem(
      'The result is for "{0}", but the text of the course is now "{1}". Press "{2}" to get a result for it.',
      ...[resultText.name, text.name, button],
    );
  if (figures === undefined || prediction === undefined)
    return lesson.ignoresText
      ? problem('There is no result yet. Press "{0}" first.', button)
      : problem('There is no result for "{0}" yet. Press "{1}" first.', text.name, button);
  const verdict = lesson.judge(figures);
  if (verdict.kind === 'problem') return verdict;
  if (verdict.answer < 0) return verdict;
  return { ...verdict, sentences: [comparison(prediction, verdict.answer, options), ...verdict.sentences] };
}

function comparison(prediction: number, answer: number, options: readonly string[]): Message {
  const [predicted, right] = [options[prediction], options[answer]];
  return prediction === answer
    ? sentence('Your prediction was right: {0}', predicted)
    : sentence('You predicted: {0} The result: {1}', predicted, right);
}
