import { element, setText } from '../dom';
import { KeptInView } from '../keptInView';
import type { Page, View } from '../page';

interface Fold {
  /** The key under which the page stores whether this part is open. */
  readonly key: string;
  readonly title: () => string;
  readonly contents: readonly View[];
  /**
   * Returns whether the part is empty. If this function is given, the contents are updated only while the
   * part is open. If it is missing, the part is empty if none of its contents is visible.
   */
  readonly isEmpty?: () => boolean;
}

export interface FoldView extends View {
  /** Opens the part, and keeps it inside the window until the user does something on the page. */
  readonly reveal: () => void;
}

/**
 * Returns a part of the page that the user can open and close. The page stores which parts are open. A part
 * without visible contents is hidden.
 */
export function fold(page: Page, { key, title, contents, isEmpty }: Fold): FoldView {
  const { state } = page;
  const summary = element('summary');
  const box = element('details', `fold ${key}`, summary, ...contents.map(({ box }) => box));
  box.open = state.value.open.includes(key);
  const inView = new KeptInView(box);
  box.addEventListener('toggle', () => {
    const others = state.value.open.filter(other => other !== key);
    state.set({ open: box.open ? [...others, key] : others });
    // Draws the contents now: plots are drawn only while they are visible, so they were not drawn while the
    // part was closed.
    page.refresh();
  });
  return {
    box,
    reveal() {
      box.open = true;
      inView.start();
      page.refresh();
    },
    update() {
      setText(summary, title());
      if (box.open || !isEmpty) for (const { update } of contents) update();
      box.hidden = isEmpty?.() ?? contents.every(content => content.box.hidden);
      inView.update();
    },
  };
}
