import { clock } from './clock';

/**
 * Minimum milliseconds of work before the remaining time is predicted. With less work, the measured speed is
 * too uncertain.
 */
export const UNCERTAIN = 3000;

/** Completed and remaining work, in the same unit, and the milliseconds that the completed work took. */
interface Work {
  readonly done: number;
  readonly left: number;
  readonly elapsed: number;
}

/** Estimates the seconds until work ends, at its speed so far. Undefined in the first seconds. */
export function secondsUntilEnd({ done, left, elapsed }: Work): number | undefined {
  if (elapsed < UNCERTAIN || !(done > 0)) return undefined;
  return ((elapsed / 1000) * left) / done;
}

/** Formats a time that is left, in seconds, as every view shows it: `2:03`. Rounds up. */
export const timeText = (seconds: number) => clock(Math.ceil(seconds));
