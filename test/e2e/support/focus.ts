import type { Page } from 'playwright-core';

/** An element that can be focused with the Tab key. */
export interface Stop {
  /** The element's tag and class. */
  readonly kind: string;
  /** The element's name for screen readers. */
  readonly name: string;
  /** Whether an outline is drawn around the element when it has the focus. */
  readonly isSeen: boolean;
}

/** Selects the elements that must be reached with the Tab key. */
const controls = 'button, input, select, summary, a[href], vscode-button, vscode-text-field, [tabindex="0"]';

/**
 * Presses Tab from the start of the page to its end. Returns the elements that received the focus, and the
 * controls that did not.
 */
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

/** Records the outline that every control has without the focus. */
function marked(selector: string): void {
  const look = (element: Element) => {
    const parts = [element, ...(element.shadowRoot?.querySelectorAll('*') ?? [])];
    return parts
      .map(part => {
        // Ignores colours, because some users cannot distinguish them.
        const { outline, boxShadow } = getComputedStyle(part);
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

/**
 * Returns the focused element. Undefined after the last element of the page, or if the focus has started
 * again at the first one.
 */
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
