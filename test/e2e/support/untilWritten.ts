import { until } from './until';

/** When a look at files finds what it should. A file is there before all of it is, and half of it may not be readable. */
export function untilWritten<T>(what: string, look: () => T | undefined | false): Promise<T> {
  return until(what, async () => {
    try {
      return look();
    } catch {
      return undefined;
    }
  });
}
