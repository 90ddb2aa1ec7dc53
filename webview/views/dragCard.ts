import type { CardKey } from '../board/board';
import type { Page } from '../page';

/** Distance in pixels that the pointer must move with the button pressed before the card is dragged. */
const MIN_DRAG = 6;

/** The place to which a card is dragged: before or after another card. */
interface Target {
  readonly card: HTMLElement;
  readonly side: 'before' | 'after';
}

/**
 * Lets the user drag a card by its title to another place on the page. Keyboard users can move it by entries
 * of the card's menu.
 */
export function dragCard({ board, fullScreen, refresh }: Page, key: CardKey, title: HTMLElement): void {
  let from: PointerEvent | undefined;
  let target: Target | undefined;

  const mark = (next: Target | undefined) => {
    delete target?.card.dataset.drop;
    target = next;
    if (next) next.card.dataset.drop = next.side;
  };
  const end = () => {
    from = undefined;
    mark(undefined);
    title.classList.remove('dragged');
  };
  title.classList.add('draggable');
  title.addEventListener('pointerdown', event => {
    if (event.button !== 0 || fullScreen.box.open) return;
    from = event;
    title.setPointerCapture(event.pointerId);
  });
  title.addEventListener('pointermove', event => {
    if (!from) return;
    const isMoved = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) >= MIN_DRAG;
    if (!isMoved && !target) return;
    title.classList.add('dragged');
    mark(targetAt(key, event));
  });
  title.addEventListener('pointerup', () => {
    const { card, side } = target ?? {};
    if (card && side) board.place(key, side, card.dataset.card as CardKey);
    end();
    refresh();
  });
  title.addEventListener('pointercancel', end);
}

/**
 * Returns the card under the pointer, and on which side of this card the dragged card would be dropped. A
 * card with a neighbour beside it has a left and a right side. A card as wide as the page has a top and a
 * bottom side. Undefined if no other card is under the pointer.
 */
function targetAt(key: CardKey, { clientX, clientY }: PointerEvent): Target | undefined {
  const card = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-card]');
  if (!card || card.dataset.card === key) return undefined;
  const { left, top, width, height } = card.getBoundingClientRect();
  const isBeside = width < 0.75 * (card.parentElement?.clientWidth ?? 0);
  const isAfter = isBeside ? clientX > left + width / 2 : clientY > top + height / 2;
  return { card, side: isAfter ? 'after' : 'before' };
}
