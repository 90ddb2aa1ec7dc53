import type { Page } from 'playwright-core';

/**
 * Waits until a page has handled the messages that were sent to it and has drawn the changes. A message is
 * handled in a task. Then the page is drawn in the next frame, its plots in the frame after it, and parts
 * that were opened after two more frames.
 */
export function framesDrawn(tab: Page): Promise<void> {
  return tab.evaluate(async () => {
    for (let frame = 0; frame < 5; frame++)
      await new Promise(next => requestAnimationFrame(() => setTimeout(next)));
  });
}
