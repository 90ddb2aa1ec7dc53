import type { Page } from 'playwright-core';

/**
 * Waits until a page has answered the messages that it was sent so far and drawn what they changed: a message takes a
 * task, the page draws in the next frame, its plots in the one after, and opened parts in two more.
 */
export function framesDrawn(tab: Page): Promise<void> {
  return tab.evaluate(async () => {
    for (let frame = 0; frame < 5; frame++)
      await new Promise(next => requestAnimationFrame(() => setTimeout(next)));
  });
}
