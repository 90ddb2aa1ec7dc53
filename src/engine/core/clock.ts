/** The source of the time. It is an interface so that tests can set the time. */
export interface Clock {
  /** Returns milliseconds of a monotonic clock, for durations. */
  now(): number;
  /** Returns the current date and time in ISO 8601, UTC. */
  timestamp(): string;
}
