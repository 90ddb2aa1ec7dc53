/** Replaces a part of the page and keeps the keyboard focus on the button at the same position. */
export function keepFocus(part: HTMLElement, replace: () => void): void {
  const buttons = () => [...part.querySelectorAll('button')];
  const focused = buttons().indexOf(document.activeElement as HTMLButtonElement);
  replace();
  buttons()[focused]?.focus();
}
