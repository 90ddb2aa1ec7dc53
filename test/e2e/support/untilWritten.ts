import { until } from './until';

/** Waits until `look` finds the expected files. A file that is only partly written may be unreadable. */
export function untilWritten<T>(what: string, look: () => T | undefined | false): Promise<T> {
  return until(what, async () => {
    try {
      return look();
    } catch {
      return undefined;
    }
  });
}
