import { type PlotKey, plotKinds } from '../../src/charts/plots/plotKinds';
import type { KeptState } from '../state';

/** The parts of the page that contain cards. */
export const groups = ['first', 'more', 'units'] as const;
export type Group = (typeof groups)[number];

/** The key of a card: of a plot over time, or of a view of the run's samples. */
export type CardKey = PlotKey | 'sample' | 'flow' | 'activations' | 'calibration' | 'exactByLength';

/** Cards that follow a plot over time in the default order. */
const following: Partial<Record<PlotKey, readonly CardKey[]>> = {
  loss: ['sample'],
  accuracy: ['calibration', 'exactByLength'],
  norms: ['flow'],
};

/** The cards of each part of the page, in their default order. A pinned card is in the part `first` instead. */
const defaultCards = {
  more: plotKinds.flatMap(({ key }): CardKey[] => [key, ...(following[key] ?? [])]),
  units: ['activations'],
} as const satisfies Partial<Record<Group, readonly CardKey[]>>;

export const cardKeys: readonly CardKey[] = [...defaultCards.more, ...defaultCards.units];

/**
 * The order of the page's cards, and the pinned cards, which are always visible. Both are stored in the
 * page's state.
 */
export class Board {
  /** The visible cards, which are those that have content. */
  private readonly shown = new Set<CardKey>();

  constructor(private readonly state: KeptState) {}

  /** All cards in the stored order. Cards that are missing in the stored order come last. */
  get order(): readonly CardKey[] {
    const kept = this.state.value.cards.filter(isCard);
    return [...kept, ...cardKeys.filter(key => !kept.includes(key))];
  }

  groupOf(key: CardKey): Group {
    if (this.isPinned(key)) return 'first';
    return defaultCards.more.includes(key) ? 'more' : 'units';
  }

  isPinned(key: CardKey): boolean {
    return this.state.value.pinned.includes(key);
  }

  pin(key: CardKey, isPinned: boolean): void {
    const others = this.state.value.pinned.filter(other => other !== key);
    this.state.set({ pinned: isPinned ? [...others, key] : others });
  }

  /** Sets whether a card has content. `neighbour` skips cards without content. */
  setShown(key: CardKey, isShown: boolean): void {
    if (isShown) this.shown.add(key);
    else this.shown.delete(key);
  }

  /**
   * Returns the visible card before (-1) or after (1) a card, in the same part of the page. Undefined if
   * there is none.
   */
  neighbour(key: CardKey, by: -1 | 1): CardKey | undefined {
    const group = this.groupOf(key);
    const visible = this.order.filter(
      other => other === key || (this.shown.has(other) && this.groupOf(other) === group),
    );
    return visible[visible.indexOf(key) + by];
  }

  /**
   * Moves a card before or after another card. Pins the card if the other card is pinned, and unpins it if
   * not.
   */
  place(key: CardKey, side: 'before' | 'after', other: CardKey): void {
    if (key === other) return;
    if (this.isPinned(key) !== this.isPinned(other)) this.pin(key, this.isPinned(other));
    const rest = this.order.filter(each => each !== key);
    const at = rest.indexOf(other) + (side === 'after' ? 1 : 0);
    this.state.set({ cards: rest.toSpliced(at, 0, key) });
  }
}

function isCard(key: string): key is CardKey {
  return cardKeys.some(card => card === key);
}
