import type { RunSettings } from '../../protocol/run';
import type { Call } from '../command/command';
import { commandFlag } from '../command/flag';
import { UsageError } from '../command/usageError';

/** Flags of all commands that train a network for a task other than predicting the next token. */
export const resumeFlag = commandFlag(
  'resume',
  'RUN',
  'Resumes a run, named by its id or by the path of its folder; only --learning-rate and --max-iterations can change.',
);
export const nameFlag = commandFlag('name', 'NAME', "Name of the run (default: the file's name).");

/** Returns the settings of a call, including those of the task's own flags: `model.direction` of `--direction`. */
export function taskSettings(call: Call, own: object): RunSettings {
  const flags = Object.keys(own).map(setting => [setting.split('.')[1], setting] as const);
  const given = flags.filter(([flag]) => call.flags.has(flag));
  return {
    ...call.settings,
    ...Object.fromEntries(given.map(([flag, setting]) => [setting, call.flags.get(flag) ?? ''])),
  };
}

/**
 * Returns the settings that change when a run is resumed. Throws a UsageError if the call changes others, or names
 * texts.
 */
export function resumedChanges(call: Call, settings: RunSettings) {
  const {
    'training.learningRate': learningRate,
    'training.maxIterations': maxIterations,
    ...others
  } = settings;
  const isFixed = ['validation-file', 'encoding', 'name'].some(name => call.flags.has(name));
  if (isFixed || Object.keys(others).length > 0 || call.operands.length > 0)
    throw new UsageError(
      'A resumed run keeps its texts and settings; only --learning-rate and --max-iterations can change.',
    );
  return {
    ...(typeof learningRate === 'number' && { learningRate }),
    ...(typeof maxIterations === 'number' && { maxIterations }),
  };
}
