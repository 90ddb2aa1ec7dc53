import { prefersLessMotion } from './motion';

/** Events of a user who scrolls or does something else on the page. */
const actions = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Keeps an element inside the window while the content above it changes, from `start` until the user scrolls,
 * clicks or presses a key.
 */
export class KeptInView {
  private isKept = false;

  constructor(private readonly box: HTMLElement) {
    const end = () => {
      this.isKept = false;
    };
    for (const action of actions) addEventListener(action, end, { capture: true, passive: true });
  }

  start(): void {
    this.isKept = true;
  }

  /** Scrolls to the element if it is outside the window. The caller calls this after each change of the page. */
  update(): void {
    if (!this.isKept) return;
    this.box.scrollIntoView({ block: 'nearest', behavior: prefersLessMotion() ? 'auto' : 'smooth' });
  }
}
