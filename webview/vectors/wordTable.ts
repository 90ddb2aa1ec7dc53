import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { visible } from '../../src/common/visibleToken';
import type { ListedWord } from '../../src/protocol/vectors';
import { element, setText } from '../dom';
import { narrow } from '../narrow';
import type { WordList } from './wordList';

/**
 * The height of a row in CSS pixels: on a wide page, and on a narrow page, where a row has two lines. The
 * style sheet contains the same numbers.
 */
const [ROW, TWO_LINES] = [24, 44];
/** Number of rows above and below the visible rows that are drawn as well. */
const MARGIN = 10;

export interface WordTablePorts {
  readonly list: WordList;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  /** Called when the user chooses a word. */
  readonly choose: (word: ListedWord) => void;
}

/**
 * Returns a table of words with their counts and nearest words. Contains elements only for the visible rows
 * and some rows around them. The arrow keys move the active row. The Enter key or a click chooses the word of
 * the row.
 */
export function wordTable({ list, texts, numbers, choose }: WordTablePorts) {
  const { t } = texts;
  const caption = element('caption', 'heard');
  const body = element('tbody');
  const heads = [element('th', 'name'), element('th', 'number'), element('th', 'near')];
  for (const head of heads) head.scope = 'col';
  const head = element('thead', '', element('tr', '', ...heads));
  const table = element('table', '', caption, head, body);
  const box = element('div', 'rows', table);
  table.setAttribute('role', 'grid');
  table.tabIndex = 0;
  let [active, isScheduled] = [0, false];
  let chosen: number | undefined;
  const height = () => (narrow.matches ? TWO_LINES : ROW);

  const rowOf = (position: number) => {
    const word = list.word(position);
    const near = word && list.near(word.id);
    const name = element('td', 'name', word ? visible(word.word) : '…');
    const others = element('td', 'near', (near ?? []).map(each => visible(each.word)).join(' · '));
    name.title = name.textContent ?? '';
    others.title = others.textContent ?? '';
    const count = word?.count === undefined ? '' : numbers.whole(word.count);
    const line = element('tr', '', name, element('td', 'number', count), others);
    line.id = `word-${position}`;
    line.setAttribute('aria-rowindex', String(position + 2));
    line.setAttribute('aria-selected', String(word !== undefined && word.id === chosen));
    line.classList.toggle('active', position === active);
    line.addEventListener('click', () => activate(position));
    return line;
  };

  const space = (rows: number) => {
    const line = element('tr', 'space');
    line.setAttribute('aria-hidden', 'true');
    line.style.height = `${rows * height()}px`;
    return line;
  };

  const draw = () => {
    const [first, last] = [box.scrollTop / height(), (box.scrollTop + box.clientHeight) / height()];
    const from = Math.max(0, Math.floor(first) - MARGIN);
    const to = Math.min(list.length, Math.ceil(last) + MARGIN);
    list.show(Math.floor(first), Math.min(list.length, Math.ceil(last)));
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, i) => rowOf(from + i));
    body.replaceChildren(space(from), ...rows, space(Math.max(0, list.length - to)));
    table.setAttribute('aria-rowcount', String(list.length + 1));
    if (from <= active && active < to) table.setAttribute('aria-activedescendant', `word-${active}`);
    else table.removeAttribute('aria-activedescendant');
  };

  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      draw();
    });
  };

  const activate = (position: number) => {
    active = position;
    const word = list.word(position);
    if (word) choose(word);
    draw();
  };

  const moveTo = (position: number) => {
    active = Math.max(0, Math.min(list.length - 1, position));
    const [top, room] = [active * height(), box.clientHeight - head.clientHeight - height()];
    box.scrollTop = Math.max(Math.min(box.scrollTop, top), top - room);
    draw();
  };

  table.addEventListener('keydown', event => {
    if (list.length === 0) return;
    const page = Math.max(1, Math.floor((box.clientHeight - head.clientHeight) / height()) - 1);
    const targets: Readonly<Record<string, number>> = {
      ...{ ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page },
      ...{ Home: 0, End: list.length - 1 },
    };
    if (event.key === 'Enter' || event.key === ' ') activate(active);
    else if (event.key in targets) moveTo(targets[event.key]);
    else return;
    event.preventDefault();
  });
  box.addEventListener('scroll', schedule);
  narrow.addEventListener('change', schedule);
  new ResizeObserver(schedule).observe(box);

  return {
    box,
    update: schedule,
    /** Scrolls to the first of the found words and makes it active. */
    begin() {
      active = 0;
      box.scrollTop = 0;
      schedule();
    },
    /** Marks the word with this id as the chosen word. */
    mark(id: number) {
      chosen = id;
      schedule();
    },
    /** Sets the headings of the table in the language of the page. */
    name(hasCounts: boolean) {
      setText(caption, t('Words and their nearest words'));
      for (const [i, text] of [t('Word'), t('Count'), t('Nearest words')].entries()) setText(heads[i], text);
      table.classList.toggle('without-counts', !hasCounts);
    },
  };
}
