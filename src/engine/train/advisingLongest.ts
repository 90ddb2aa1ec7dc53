import { UserError } from '../../protocol/userError';

/**
 * Returns what `prepare` returns. In its UserErrors, such as that of too little memory, names the setting for the longest example
 * instead of the length of a window of text, because a network that trains on examples has no such windows.
 */
export function advisingLongest<T>(prepare: () => T): T {
  try {
    return prepare();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { template, args, setting } = error;
    throw new UserError(template, args.map(asLongest), setting);
  }
}

const asLongest = (argument: UserError['args'][number]) =>
  typeof argument === 'object' && argument.setting === 'training.sequenceLength'
    ? { setting: 'text.longest' }
    : argument;
