import { type CardKey, type Group, groups } from '../board/board';
import { element } from '../dom';
import type { Page, View } from '../page';

/**
 * Returns the parts of the page that contain cards, in the order of the board. Of these views, `first` must
 * be updated first, because its update arranges the cards of all parts.
 */
export function cardsView(page: Page, cards: Readonly<Record<CardKey, View>>): Readonly<Record<Group, View>> {
  const { board, fullScreen } = page;
  const boxes: Readonly<Record<Group, HTMLElement>> = {
    first: element('div', 'plots first'),
    more: element('div', 'plots'),
    units: element('div', 'plots'),
  };
  for (const [key, { box }] of Object.entries(cards)) box.dataset.card = key;

  const arrange = () => {
    // Does not move cards while a card fills the whole page, because that card is not in its part of the
    // page.
    if (fullScreen.box.open) return;
    const focused = document.activeElement;
    for (const group of groups) {
      const wanted = board.order.filter(key => board.groupOf(key) === group).map(key => cards[key].box);
      const isSame = wanted.every((box, i) => boxes[group].children[i] === box);
      if (!isSame) boxes[group].prepend(...wanted);
    }
    if (focused instanceof HTMLElement && focused !== document.activeElement)
      // Waits until all parts of the page are updated.
      queueMicrotask(() => focusOn(focused));
  };
  const viewOf = (group: Group): View => {
    const box = boxes[group];
    return {
      box,
      update() {
        const keys = board.order.filter(key => board.groupOf(key) === group);
        for (const key of keys) {
          cards[key].update();
          board.setShown(key, !cards[key].box.hidden);
        }
        box.hidden = keys.every(key => cards[key].box.hidden);
      },
    };
  };
  const first = viewOf('first');
  return {
    first: {
      box: first.box,
      update() {
        arrange();
        first.update();
      },
    },
    more: viewOf('more'),
    units: viewOf('units'),
  };
}

/**
 * Focuses an element that was moved. If the element is in a closed part of the page, focuses the title of
 * this part.
 */
function focusOn(moved: HTMLElement): void {
  if (moved.checkVisibility()) moved.focus();
  else moved.closest('details')?.querySelector('summary')?.focus();
}
