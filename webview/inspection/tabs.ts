import { element } from '../dom';

/**
 * Returns a row of tabs. The arrow keys, Home and End choose a tab, as the pattern for tabs of the ARIA guide asks.
 * Calls `choose` with the index of the chosen tab.
 */
export function tabRow(titles: readonly string[], choose: (index: number) => void) {
  const tabs = titles.map((title, index) => {
    const tab = element('button', 'tab', title);
    tab.type = 'button';
    tab.setAttribute('role', 'tab');
    tab.addEventListener('click', () => choose(index));
    return tab;
  });
  const box = element('div', 'tabs', ...tabs);
  box.setAttribute('role', 'tablist');
  const show = (chosen: number) => {
    for (const [index, tab] of tabs.entries()) {
      tab.setAttribute('aria-selected', String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
    }
  };
  box.addEventListener('keydown', event => {
    const at = tabs.indexOf(document.activeElement as HTMLButtonElement);
    const last = tabs.length - 1;
    const steps = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = Object.entries(steps).find(([key]) => key === event.key)?.[1];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    choose(next);
    tabs[next].focus();
  });
  return { box, show };
}
