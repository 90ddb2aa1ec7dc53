import { l10n } from 'vscode';
import type { Finding, LessonText } from '../../course/lesson';
import { translate } from '../translate';

/** Formats the finding of a lesson as a text. `table` has the figures, if the lesson has a table of them. */
export function lessonReport({ title, question }: LessonText, { sentences }: Finding, table = ''): string {
  return [
    title,
    '',
    question,
    '',
    ...sentences.map(translate),
    ...(table === '' ? [] : ['', table]),
    '',
    l10n.t('This is one text and one machine. Try another text: Elman: Choose the Text of the Course…'),
    '',
  ].join('\n');
}
