import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { visible } from '../../src/common/visibleToken';
import type { ListedWord } from '../../src/protocol/vectors';
import { element, setText } from '../dom';
import { narrow } from '../narrow';
import { virtualRows } from './virtualRows';
import type { WordList } from './wordList';

/**
 * The height of a row in CSS pixels: on a wide page, and on a narrow page, where a row has two lines. The
 * style sheet contains the same numbers.
 */
export const [ROW, TWO_LINES] = [24, 44];

export interface WordTablePorts {
  readonly list: WordList;
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  /** Called when the user chooses a word. */
  readonly choose: (word: ListedWord) => void;
}

/** Returns a table of words with their counts and nearest words. */
export function wordTable({ list, texts, numbers, choose }: WordTablePorts) {
  const { t } = texts;
  const caption = element('caption', 'heard');
  const heads = [element('th', 'name'), element('th', 'number'), element('th', 'near')];
  for (const head of heads) head.scope = 'col';
  let chosen: number | undefined;

  const cells = (position: number) => {
    const word = list.word(position);
    const near = word && list.near(word.id);
    const name = element('td', 'name', word ? visible(word.word) : '…');
    const others = element('td', 'near', (near ?? []).map(each => visible(each.word)).join(' · '));
    name.title = name.textContent ?? '';
    others.title = others.textContent ?? '';
    const count = word?.count === undefined ? '' : numbers.whole(word.count);
    return [name, element('td', 'number', count), others];
  };

  const rows = virtualRows({
    ...{ name: 'word', caption, cells, head: element('thead', '', element('tr', '', ...heads)) },
    length: () => list.length,
    height: () => (narrow.matches ? TWO_LINES : ROW),
    isChosen: position => chosen !== undefined && list.word(position)?.id === chosen,
    choose: position => {
      const word = list.word(position);
      if (word) choose(word);
    },
    shows: (from, to) => list.show(from, to),
  });
  narrow.addEventListener('change', rows.update);

  return {
    ...rows,
    /** Marks the word with this id as the chosen word. */
    mark(id: number) {
      chosen = id;
      rows.update();
    },
    /** Sets the headings of the table in the language of the page. */
    name(hasCounts: boolean) {
      setText(caption, t('Words and their nearest words'));
      for (const [i, text] of [t('Word'), t('Count'), t('Nearest words')].entries()) setText(heads[i], text);
      rows.table.classList.toggle('without-counts', !hasCounts);
    },
  };
}
