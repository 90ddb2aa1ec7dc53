import { element, setText } from '../dom';
import type { Page, View } from '../page';

interface Fold {
  /** The key by which the page remembers whether it is open. */
  readonly key: string;
  readonly title: () => string;
  readonly contents: readonly View[];
  /**
   * Whether there is nothing to show. A closed part then prepares nothing. By default, a part is empty if
   * none of its contents is shown.
   */
  readonly isEmpty?: () => boolean;
}

/**
 * A part of the page that the user can open and close. The page remembers what is open. An empty part is
 * hidden.
 */
export function fold(page: Page, { key, title, contents, isEmpty }: Fold): View {
  const { state } = page;
  const summary = element('summary');
  const box = element('details', `fold ${key}`, summary, ...contents.map(({ box }) => box));
  box.open = state.value.open.includes(key);
  box.addEventListener('toggle', () => {
    const others = state.value.open.filter(other => other !== key);
    state.set({ open: box.open ? [...others, key] : others });
    page.refresh(); // plots are drawn where they are visible
  });
  return {
    box,
    update() {
      setText(summary, title());
      if (box.open || !isEmpty) for (const { update } of contents) update();
      box.hidden = isEmpty?.() ?? contents.every(content => content.box.hidden);
    },
  };
}
