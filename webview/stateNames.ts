import type { RunState } from '../src/protocol/run';

/** States in words, to be translated. */
export const stateNames: Record<RunState, string> = {
  running: 'Running',
  paused: 'Paused',
  stopped: 'Stopped',
  done: 'Done',
  failed: 'Failed',
  interrupted: 'Interrupted',
};
