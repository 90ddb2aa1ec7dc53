import type { Message } from '../protocol/message';
import type { TranslatedSource, Translations } from '../protocol/translationWorker';

/** Number of unknown symbols that are named. */
const NAMED = 10;

/** Returns what a user must know about a source and its target: what was not read, and which limits were reached. */
export function sourceNotes(
  { unread, unknown, isLonger, targets }: TranslatedSource,
  { longest, trained }: Pick<Translations, 'longest' | 'trained'>,
): Message[] {
  const names = [...new Set(unknown)].slice(0, NAMED).join(' ');
  const note = (condition: boolean, message: Message) => (condition ? [message] : []);
  return [
    ...note(unread === 'empty', { template: 'No target: the source is empty.', args: [] }),
    ...note(unread === 'unknown', {
      template: 'No target: the model knows no symbol of the source.',
      args: [],
    }),
    ...note(unread === 'tooLong', {
      template: 'No target: the source has more than {0} symbols (elman.text.longest of the training).',
      args: [longest],
    }),
    ...note(unknown.length > 0 && unread !== 'unknown', { template: 'Unknown symbols: {0}', args: [names] }),
    ...note(isLonger && unread === undefined, {
      template: 'The source is longer than any in training ({0} symbols). Expect errors.',
      args: [trained],
    }),
    ...note(targets[0]?.isComplete === false, {
      template: 'The target was cut off at its maximum length.',
      args: [],
    }),
  ];
}
