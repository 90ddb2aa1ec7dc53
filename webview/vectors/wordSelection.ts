import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { visible } from '../../src/common/visibleToken';
import type { ListedWord } from '../../src/protocol/vectors';
import { element, setText } from '../dom';
import { button } from '../toolkit';

/** Maximum number of words that are shown. */
const SHOWN = 200;

export interface WordSelectionPorts {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly choose: (word: ListedWord) => void;
  /** Opens the words as a text. */
  readonly open: (words: readonly string[]) => void;
}

/** Returns a section with the words that the user has selected on the map. It is hidden if there are none. */
export function wordSelection({ texts, numbers, choose, open }: WordSelectionPorts) {
  const { t } = texts;
  let words: readonly ListedWord[] = [];
  const head = element('h2');
  const list = element('p', 'word-selection');
  const buttons = element(
    'div',
    'field',
    button({ label: t('Open as Text'), press: () => open(words.map(({ word }) => word)) }),
    button({ label: t('Clear'), press: () => show([]) }),
  );
  const box = element('section', 'selection', head, list, buttons);
  box.setAttribute('aria-live', 'polite');
  const link = (word: ListedWord) => {
    const press = element('button', 'word-link', visible(word.word));
    press.type = 'button';
    press.addEventListener('click', () => choose(word));
    return press;
  };
  const show = (selected: readonly ListedWord[]) => {
    words = selected;
    box.hidden = words.length === 0;
    setText(head, t('Selected words: {0}', numbers.whole(words.length)));
    const rest = words.length > SHOWN ? ['…'] : [];
    list.replaceChildren(...words.slice(0, SHOWN).flatMap(word => [link(word), ' ']), ...rest);
  };
  show([]);
  return { box, show };
}
