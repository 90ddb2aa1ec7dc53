import { l10n } from 'vscode';
import type { Finding, LessonText } from '../../course/lesson';
import { translate } from '../translate';

interface ReportOptions {
  /** The figures, if the lesson has a table of them. Empty otherwise. */
  readonly table: string;
  /** Whether the result depends on the text of the course. */
  readonly isOnText: boolean;
}

/** Formats the finding of a lesson as a text. */
export function lessonReport(
  { title, question }: LessonText,
  { sentences }: Finding,
  { table, isOnText }: ReportOptions,
): string {
  return [
    title,
    '',
    question,
    '',
    ...sentences.map(translate),
    ...(table === '' ? [] : ['', table]),
    '',
    ...(isOnText
      ? [
          l10n.t('This is one text and one machine. Try another text: Elman: Choose the Text of the Course…'),
          '',
        ]
      : []),
  ].join('\n');
}
