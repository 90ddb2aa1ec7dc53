import type { Page } from 'playwright-core';
import { Preview } from '../../webview/preview/preview';

/** Functions that the fake host of the preview adds to the page's window. */
interface Stage {
  grow(iterations: number): void;
  reopen(): void;
}

export interface PageCosts {
  /**
   * Milliseconds from sending a run's whole history until the plots are on the screen. Median of five
   * measurements.
   */
  readonly opened: number;
  /** Milliseconds of script time to add 100 rows and draw them: the median and the maximum. */
  readonly append: { readonly median: number; readonly worst: number };
  /**
   * Frames per second while a plot is panned, and milliseconds of script time per frame: the median and the
   * maximum.
   */
  readonly pan: { readonly frames: number; readonly median: number; readonly worst: number };
}

const window1400 = { width: 1400, height: 900 };

/** Measures the page in Chromium with a run of this number of rows. */
export async function pageCosts(rows: number): Promise<PageCosts> {
  const preview = await Preview.start();
  try {
    const shot = { theme: 'dark', width: window1400.width, iteration: 10 * rows } as const;
    const tab = await preview.open(shot, window1400.height);
    await tab.locator('.plots canvas').first().scrollIntoViewIfNeeded();
    return { opened: await open(tab), append: await append(tab), pan: await pan(tab) };
  } finally {
    await preview.dispose();
  }
}

function open(tab: Page): Promise<number> {
  return tab.evaluate(async () => {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const start = performance.now();
      (window as unknown as Stage).reopen();
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[2];
  });
}

/** Adds rows repeatedly and measures the script time, which includes callbacks of animation frames. */
function append(tab: Page): Promise<PageCosts['append']> {
  return tab.evaluate(async () => {
    const native = window.requestAnimationFrame.bind(window);
    let spent = 0;
    window.requestAnimationFrame = callback =>
      native(time => {
        const start = performance.now();
        callback(time);
        spent += performance.now() - start;
      });
    const times: number[] = [];
    for (let i = 0; i < 40; i++) {
      spent = 0;
      const start = performance.now();
      (window as unknown as Stage).grow(1000);
      const sending = performance.now() - start;
      for (let frame = 0; frame < 4; frame++) await new Promise(native);
      times.push(sending + spent);
    }
    window.requestAnimationFrame = native;
    times.sort((a, b) => a - b);
    return { median: times[times.length >> 1], worst: times[times.length - 1] };
  });
}

/** Zooms into the middle of a plot, pans back and forth, and measures the frames. */
async function pan(tab: Page): Promise<PageCosts['pan']> {
  return tab.evaluate(async () => {
    const canvas = document.querySelector('.plots canvas');
    if (!canvas) throw new Error('no plot to move');
    // The events below come from no real pointer, which could be captured.
    canvas.setPointerCapture = () => undefined;
    const { left, top, width } = canvas.getBoundingClientRect();
    const at = (type: string, share: number, shiftKey: boolean) => {
      const place = { clientX: left + share * width, clientY: top + 50 };
      canvas.dispatchEvent(new PointerEvent(type, { ...place, shiftKey, button: 0 }));
    };
    at('pointerdown', 0.3, false);
    at('pointermove', 0.5, false);
    at('pointerup', 0.7, false);
    at('pointerdown', 0.5, true);
    const native = window.requestAnimationFrame.bind(window);
    let spent = 0;
    window.requestAnimationFrame = callback =>
      native(time => {
        const begin = performance.now();
        callback(time);
        spent += performance.now() - begin;
      });
    const times: number[] = [];
    const start = performance.now();
    for (let i = 0; i < 90; i++) {
      spent = 0;
      const begin = performance.now();
      at('pointermove', 0.5 + 0.2 * Math.sin(i / 10), true);
      const sending = performance.now() - begin;
      await new Promise(native);
      times.push(sending + spent);
    }
    const seconds = (performance.now() - start) / 1000;
    window.requestAnimationFrame = native;
    const { length } = times;
    times.sort((a, b) => a - b);
    return { frames: length / seconds, median: times[length >> 1], worst: times[length - 1] };
  });
}
