import type { NumberFormat } from '../../src/charts/format';
import { visible } from '../../src/common/visibleToken';
import type { NearWord } from '../../src/protocol/vectors';
import { element } from '../dom';

/**
 * Returns a list of words. Shows the cosine of each word as a number and as a bar. A click on a word calls
 * `choose`.
 */
export function nearList(
  near: readonly NearWord[],
  numbers: NumberFormat,
  choose: (word: NearWord) => void,
): HTMLElement {
  const items = near.map(each => {
    const press = element('button', 'word-link', visible(each.word));
    press.type = 'button';
    press.addEventListener('click', () => choose(each));
    const item = element('li', '', press, element('span', 'number', numbers.decimal(each.cosine, 2)));
    item.style.setProperty('--share', String(Math.max(0, Math.min(1, each.cosine))));
    return item;
  });
  return element('ol', 'near-list', ...items);
}
