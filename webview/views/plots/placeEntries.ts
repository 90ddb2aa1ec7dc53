import type { CardKey } from '../../board/board';
import type { Page } from '../../page';
import type { MenuEntry } from '../menu';

/**
 * Returns the entries of a card's menu that pin or unpin the card, and those that move the card before or
 * after its neighbours.
 */
export function placeEntries({ board, texts, refresh }: Page, key: CardKey): readonly MenuEntry[] {
  const isPinned = board.isPinned(key);
  const pin: MenuEntry = {
    label: texts.t('Pin to the top'),
    isChecked: isPinned,
    press: () => {
      board.pin(key, !isPinned);
      refresh();
    },
  };
  const moves = ([-1, 1] as const).flatMap(by => {
    const neighbour = board.neighbour(key, by);
    if (!neighbour) return [];
    const label = by < 0 ? texts.t('Move backward') : texts.t('Move forward');
    const press = () => {
      board.place(key, by < 0 ? 'before' : 'after', neighbour);
      refresh();
    };
    return [{ label, press }];
  });
  return [pin, ...moves];
}
