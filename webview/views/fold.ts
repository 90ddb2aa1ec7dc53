import { element, setText } from '../dom';
import type { Page, View } from '../page';

/**
 * A part of the page that the user can open and close. The page remembers what is open. A closed part is
 * hidden if none of its contents is shown.
 */
export function fold(page: Page, key: string, title: () => string, contents: readonly View[]): View {
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
      for (const { update } of contents) update();
      box.hidden = contents.every(content => content.box.hidden);
    },
  };
}
