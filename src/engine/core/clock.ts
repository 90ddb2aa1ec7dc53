/** The time source, so that tests can set the time. */
export interface Clock {
  /** Monotonic milliseconds, for durations. */
  now(): number;
  /** Wall time, ISO 8601, UTC. */
  timestamp(): string;
}
