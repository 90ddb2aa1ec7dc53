import { MAX_NOTE, type ShownRun } from '../../../src/protocol/dashboard';
import { element, setText } from '../../dom';
import { attempt, type Page } from '../../page';
import { iconButton } from '../inputs';

/**
 * Shows the user's note on the run, and a button that replaces it by an input field. The note is saved when
 * the field loses the focus.
 */
export function noteOf(page: Page) {
  const { host, model, texts } = page;
  const words = element('p', 'run-note');
  const field = element('textarea', 'run-note');
  const edit = iconButton('note', () => begin());
  /** The run whose note is being edited, with the note as it was before. */
  let edited: ShownRun | undefined;
  field.rows = 2;
  field.maxLength = MAX_NOTE;

  const begin = () => {
    const run = model.current?.record;
    if (!run || edited !== undefined) return;
    edited = run;
    field.value = run.note ?? '';
    update();
    field.focus();
  };
  const end = (isKept: boolean) => {
    if (!edited) return;
    const { id, note: before = '' } = edited;
    edited = undefined;
    const note = field.value.trim();
    if (isKept && note !== before) attempt(page, host.request('note', { id, note }));
    update();
  };
  field.addEventListener('blur', () => end(true));
  field.addEventListener('keydown', event => {
    const isDone = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.key !== 'Escape' && !isDone) return;
    end(isDone);
    edit.box.focus();
  });

  const update = () => {
    const { note = '', id } = model.current?.record ?? {};
    if (edited && edited.id !== id) end(true);
    const isEdited = edited !== undefined;
    setText(words, note);
    words.hidden = isEdited || note === '';
    field.hidden = !isEdited;
    field.setAttribute('aria-label', texts.t('Note'));
    field.placeholder = texts.t('What you tried, and what you saw');
    edit.say(note === '' ? texts.t('Add Note') : texts.t('Edit Note'));
  };
  return { edit: edit.box, parts: [words, field], update };
}
