import { UserError } from '../../protocol/userError';
import type { Configuration } from '../../settings/settings';
import { StateResets } from '../data/stateResets';
import { cells } from '../nn/cells';
import type { CellKind } from '../nn/cells/cell';
import { stepsBefore } from './network';

const SETTING = 'training.resetEvery';
const WINDOWS = 'training.windows';

/**
 * Returns an object that determines when the hidden state is reset, or undefined if it is never reset.
 * `range`: the number of tokens between two resets, such as `3`, or a range, such as `3-4`. Empty means
 * never.
 */
export function resetsFor(configuration: Configuration, range: string): StateResets | undefined {
  if (range === '') return undefined;
  const [shortest, longest] = windowsIn(configuration, range);
  return new StateResets(configuration['training.seed'], shortest, longest);
}

/**
 * Throws a UserError if `range` is not a number or a range of tokens, or conflicts with the length of the
 * windows, with `training.windows` or with `training.bptt`.
 */
export function checkResets(configuration: Configuration, range = configuration[SETTING]): void {
  if (range !== '') windowsIn(configuration, range);
  if (configuration[WINDOWS] === 'random') {
    const length = stepsBefore(configuration) + configuration['training.sequenceLength'];
    checkContext(configuration, length, WINDOWS);
  }
}

/**
 * Converts a range of tokens to numbers of windows, because the hidden state is reset only between windows.
 * Throws a UserError if this is not possible.
 */
function windowsIn(configuration: Configuration, range: string): readonly [number, number] {
  const T = configuration['training.sequenceLength'];
  const [, first, last = first] = /^([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?$/.exec(range) ?? [];
  if (first === undefined || Number(last) < Number(first))
    throw new UserError(
      'The setting {0} is "{1}", but must be two numbers of tokens such as 3-4, or one number.',
      [{ setting: SETTING }, range],
      SETTING,
    );
  const [shortest, longest] = [Math.ceil(Number(first) / T), Math.floor(Number(last) / T)];
  if (longest < shortest)
    throw new UserError(
      'The state is cleared between windows of {0} tokens, and no multiple of {0} is in {1}. Lower {2}, or change {3}.',
      [T, range, { setting: 'training.sequenceLength' }, { setting: SETTING }],
      SETTING,
    );
  if (configuration['training.bptt'] > 1)
    throw new UserError(
      'With {0}, errors cannot be sent back across windows: set {1} to 0.',
      [{ setting: SETTING }, { setting: 'training.bptt' }],
      'training.bptt',
    );
  if (configuration[WINDOWS] === 'random')
    throw new UserError(
      'With {1} "random", the state is cleared before every window. Empty {0}, or set {1} to consecutive.',
      [{ setting: SETTING }, { setting: WINDOWS }],
      SETTING,
    );
  checkContext(configuration, longest * T, SETTING);
  return [shortest, longest];
}

/**
 * Throws a UserError if the context of a transformer is longer than what it reads between two resets, which the setting
 * `cause` determines.
 */
function checkContext(
  { 'model.cell': cell, 'model.positions': context }: Configuration,
  longest: number,
  cause: typeof SETTING | typeof WINDOWS,
): void {
  const { attends }: CellKind = cells[cell];
  if (!attends || context <= longest) return;
  throw new UserError(
    'The state is cleared after at most {0} tokens, so the later positions of a context of {1} tokens would never be trained. Lower {2} to {0}, or change {3}.',
    [longest, context, { setting: 'model.positions' }, { setting: cause }],
    'model.positions',
  );
}
