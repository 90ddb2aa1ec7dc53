import type { Page } from 'playwright-core';

/** What a person finds with the Tab key alone. */
export interface Stop {
  /** Its tag and class. */
  readonly kind: string;
  /** What it is called, for whoever cannot see it. */
  readonly name: string;
  /** There is a line around it that is not there without the focus. */
  readonly isSeen: boolean;
}

/** All that one can do something with, and is not reached by other keys. */
const controls = 'button, input, select, summary, a[href], vscode-button, vscode-text-field, [tabindex="0"]';

/** Presses Tab from the page's top to its end. */
export async function tabThrough(tab: Page): Promise<{ readonly stops: Stop[]; readonly missed: string[] }> {
  await tab.evaluate(marked, controls);
  const stops: Stop[] = [];
  for (;;) {
    await tab.keyboard.press('Tab');
    const stop = await tab.evaluate(focused);
    if (!stop) break;
    stops.push(stop);
  }
  return { stops, missed: await tab.evaluate(unreached) };
}

/** Remembers what is around every control without the focus. */
function marked(selector: string): void {
  const look = (element: Element) => {
    const parts = [element, ...(element.shadowRoot?.querySelectorAll('*') ?? [])];
    return parts
      .map(part => {
        const { outline, boxShadow } = getComputedStyle(part); // another colour is no difference for everybody
        return [outline, boxShadow].join();
      })
      .join('\n');
  };
  const resting = new Map<Element, string>();
  for (const element of document.querySelectorAll(selector))
    if (element.checkVisibility() && !element.matches('[disabled]')) resting.set(element, look(element));
  Object.assign(window, { look, resting, reached: new Set<Element>() });
}

declare const look: (element: Element) => string;
declare const resting: Map<Element, string>;
declare const reached: Set<Element>;

/** Nothing once the page has ended, or begins again. */
function focused(): Stop | undefined {
  const element = document.activeElement;
  if (!element || element === document.body || reached.has(element)) return undefined;
  reached.add(element);
  const label = element.closest('label')?.textContent ?? '';
  const text = element.matches('select') ? '' : element.textContent;
  return {
    kind: `${element.tagName.toLowerCase()}.${element.className}`,
    name: (element.getAttribute('aria-label') ?? (label || text || '')).trim(),
    isSeen: look(element) !== resting.get(element),
  };
}

function unreached(): string[] {
  return [...resting.keys()]
    .filter(element => !reached.has(element))
    .map(element => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent}`);
}
