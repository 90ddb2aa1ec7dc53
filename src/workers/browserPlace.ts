import type { BrowserPlace, WorkerData } from '../protocol/trainer';

/** Returns what a worker in the browser was given at its start. Throws if it was given nothing. */
export function browserOf({ browser }: WorkerData): BrowserPlace {
  if (!browser) throw new Error('the worker was started without a connection to the files');
  return browser;
}
