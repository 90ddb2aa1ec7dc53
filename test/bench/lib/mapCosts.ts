import { Preview } from '../../webview/preview/preview';

export interface MapCosts {
  /** Frames per second while the map is panned. */
  readonly frames: number;
  /**
   * Milliseconds of processor time that the page's main thread uses per frame, for scripts, layout and drawing.
   * Unlike the frames per second, it does not depend on what else the machine does.
   */
  readonly busy: number;
  /** Milliseconds from begin to end of a frame's scripts: the median and the maximum. */
  readonly median: number;
  readonly worst: number;
}

const size = { width: 1400, height: 900 };
/** Number of frames that are measured. */
const FRAMES = 240;

/** Measures in Chromium what panning a map of this number of words costs. */
export async function mapCosts(words: number): Promise<MapCosts> {
  const preview = await Preview.start();
  try {
    const tab = await preview.open({ theme: 'dark', width: size.width, vectors: words }, size.height);
    await tab.getByLabel('Words', { exact: true }).selectOption(String(words));
    await tab.locator('.word-map .note', { hasText: 'of the variance' }).waitFor();
    await tab.locator('canvas.map').scrollIntoViewIfNeeded();
    const session = await tab.context().newCDPSession(tab);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const seconds = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    };
    const before = await seconds();
    const costs = await tab.evaluate(pan, FRAMES);
    return { ...costs, busy: (1000 * ((await seconds()) - before)) / FRAMES };
  } finally {
    await preview.dispose();
  }
}

/** Pans the map in the page, in curves and beyond its edges, and measures the frames. */
async function pan(count: number): Promise<Omit<MapCosts, 'busy'>> {
  const canvas = document.querySelector('canvas.map');
  if (!canvas) throw new Error('no map');
  // The events below come from no real pointer, which could be captured.
  canvas.setPointerCapture = () => undefined;
  const { left, top } = canvas.getBoundingClientRect();
  const at = (type: string, right: number, down: number) =>
    canvas.dispatchEvent(
      new PointerEvent(type, { clientX: left + 300 + right, clientY: top + 200 + down, button: 0 }),
    );
  const native = window.requestAnimationFrame.bind(window);
  let spent = 0;
  window.requestAnimationFrame = callback =>
    native(time => {
      const begin = performance.now();
      callback(time);
      spent += performance.now() - begin;
    });
  at('pointerdown', 0, 0);
  const times: number[] = [];
  const start = performance.now();
  for (let i = 0; i < count; i++) {
    spent = 0;
    at('pointermove', 500 * Math.sin(i / 40), 200 * Math.sin(i / 25));
    await new Promise(native);
    times.push(spent);
  }
  const seconds = (performance.now() - start) / 1000;
  window.requestAnimationFrame = native;
  times.sort((a, b) => a - b);
  return { frames: count / seconds, median: times[count >> 1], worst: times[count - 1] };
}
