import type { Locator } from 'playwright-core';
import { until } from './until';

/** Ticks or clears a check box of the toolkit. The toolkit shows the new state one frame after the click. */
export async function tick(box: Locator, isTicked: boolean): Promise<void> {
  const shows = async () => (await box.getAttribute('aria-checked')) === String(isTicked);
  if (!(await shows())) await box.click();
  await until(`a check box that is ${isTicked ? 'ticked' : 'clear'}`, shows);
}
