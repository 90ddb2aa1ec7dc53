import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { visible } from '../../src/common/visibleToken';
import type { WordPlace, WordPlaces } from '../../src/protocol/vectors';
import { element } from '../dom';

/** Returns a list of the places of a word in the training text. A click on a place calls `reveal`. */
export function placesList(
  { text, places, isComplete }: WordPlaces,
  { t }: PageTexts,
  numbers: NumberFormat,
  reveal: (place: WordPlace) => void,
): HTMLElement {
  const items = places.map(place => {
    const press = element(
      'button',
      'place',
      element('span', 'place-line secondary', numbers.whole(place.line + 1)),
      element('span', 'before', place.before),
      element('b', '', place.word === place.word.trim() ? place.word : visible(place.word)),
      element('span', '', place.after),
    );
    press.type = 'button';
    press.title = t('Line {0}', numbers.whole(place.line + 1));
    press.addEventListener('click', () => reveal(place));
    return element('li', '', press);
  });
  const heading = isComplete ? t('Places in {0}', oneLine(text)) : t('First places in {0}', oneLine(text));
  return element('section', 'places', element('h2', '', heading), element('ol', '', ...items));
}
