import { until } from './until';

/**
 * Waits until `look` returns a value. Ignores errors of `look`, because a file that is being written may be
 * unreadable.
 */
export function untilWritten<T>(what: string, look: () => T | undefined | false): Promise<T> {
  return until(what, async () => {
    try {
      return look();
    } catch {
      return undefined;
    }
  });
}
