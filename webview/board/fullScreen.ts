import { element } from '../dom';

/** Shows one card on the whole page. Escape and `close` move the card back to its place. */
export class FullScreen {
  readonly box = element('dialog', 'full-screen');
  private readonly place = document.createComment('');
  private card: HTMLElement | undefined;
  private closed: () => void = () => undefined;
  private readonly listeners: (() => void)[] = [];

  constructor() {
    this.box.addEventListener('close', () => this.putBack());
  }

  shows(card: HTMLElement): boolean {
    return this.card === card;
  }

  /** Shows a card on the whole page. Calls `closed` after the card is back in its place. */
  open(card: HTMLElement, title: string, closed: () => void): void {
    this.card = card;
    this.closed = closed;
    this.box.setAttribute('aria-label', title);
    card.replaceWith(this.place);
    this.box.replaceChildren(card);
    this.box.showModal();
  }

  /** Adds a listener that is called whenever a card is back in its place. */
  onClose(listener: () => void): void {
    this.listeners.push(listener);
  }

  close(): void {
    this.box.close();
  }

  private putBack(): void {
    const { card, closed } = this;
    if (!card) return;
    this.card = undefined;
    this.place.replaceWith(card);
    closed();
    for (const listener of this.listeners) listener();
  }
}
