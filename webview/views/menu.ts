import { element } from '../dom';
import { iconButton } from './inputs';

/** An entry of a menu. */
export interface MenuEntry {
  readonly label: string;
  /** Whether the entry is checked. Missing for an entry that cannot be checked. */
  readonly isChecked?: boolean;
  readonly press: () => void;
}

/** Minimum distance of a menu from the edges of the window, in pixels. */
const GAP = 4;

/**
 * Returns a button that opens a menu. `entries` returns the groups of entries, between which the menu draws
 * lines.
 */
export function menuButton(entries: () => readonly (readonly MenuEntry[])[]) {
  const button = iconButton('menu', () => open());
  const list = element('div', 'menu');
  list.popover = 'auto';
  list.setAttribute('role', 'menu');
  button.box.setAttribute('aria-haspopup', 'menu');
  button.box.setAttribute('aria-expanded', 'false');

  const itemOf = ({ label, isChecked, press }: MenuEntry) => {
    const item = element('button', 'menu-item', element('span', 'check', isChecked ? '✓' : ''), label);
    item.type = 'button';
    item.tabIndex = -1;
    item.firstElementChild?.setAttribute('aria-hidden', 'true');
    item.setAttribute('role', isChecked === undefined ? 'menuitem' : 'menuitemcheckbox');
    if (isChecked !== undefined) item.setAttribute('aria-checked', `${isChecked}`);
    item.addEventListener('click', () => {
      list.hidePopover();
      button.box.focus();
      press();
    });
    return item;
  };
  const lineOf = () => {
    const line = element('div', 'menu-line');
    line.setAttribute('role', 'separator');
    return line;
  };
  const open = () => {
    const parts = entries().filter(({ length }) => length > 0);
    list.replaceChildren(...parts.flatMap((part, i) => [...(i > 0 ? [lineOf()] : []), ...part.map(itemOf)]));
    list.showPopover();
    placeBelow(list, button.box.getBoundingClientRect());
    items()[0]?.focus();
  };
  const items = () => [...list.querySelectorAll('button')];
  list.addEventListener('toggle', event => {
    button.box.setAttribute('aria-expanded', `${event.newState === 'open'}`);
  });
  list.addEventListener('keydown', event => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) all[to % all.length]?.focus();
    else if (event.key === 'Tab') list.hidePopover();
    else return;
    event.preventDefault();
  });

  const say = (label: string) => {
    button.say(label);
    list.setAttribute('aria-label', label);
  };
  return { box: element('span', 'menu-box', button.box, list), focus: () => button.box.focus(), say };
}

/**
 * Places a menu below its button, or above the button if there is no room below. The right edges of menu and
 * button are aligned unless the menu would leave the window.
 */
function placeBelow(list: HTMLElement, button: DOMRect): void {
  const { width, height } = list.getBoundingClientRect();
  const below = button.bottom + height + GAP <= innerHeight;
  const top = below ? button.bottom : button.top - height;
  Object.assign(list.style, {
    left: `${Math.max(GAP, Math.min(button.right - width, innerWidth - width - GAP))}px`,
    top: `${Math.max(GAP, top)}px`,
  });
}
