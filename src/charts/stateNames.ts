import type { RunState } from '../protocol/run';
import { type PageText, text } from './texts';

/** The English names of run states, to be translated. */
export const stateNames: Record<RunState, PageText> = {
  running: text('Running'),
  paused: text('Paused'),
  stopped: text('Stopped'),
  done: text('Done'),
  failed: text('Failed'),
  interrupted: text('Interrupted'),
};
