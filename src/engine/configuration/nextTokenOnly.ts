import type { RunSettings } from '../../protocol/run';
import { UserError } from '../../protocol/userError';

/**
 * The values of settings that describe only language models, for all other networks. The loss of another network is
 * per prediction, so its window has one step.
 */
export const withoutNextToken: RunSettings = {
  'model.output': 'softmax',
  'model.compression': 0,
  'model.direct': 0,
  'model.bits': '',
  'model.input': 'token',
  'training.sequenceLength': 1,
  'training.windows': 'consecutive',
  'training.bptt': 0,
  'training.resetEvery': '',
};

/** Throws a UserError for a setting that only a language model can have. */
export function checkNextTokenOnly(settings: RunSettings): void {
  const unused = Object.keys(withoutNextToken).find(
    name => settings[name] !== undefined && settings[name] !== withoutNextToken[name],
  );
  if (unused === undefined) return;
  throw new UserError(
    'The setting {0} is only for networks that predict the next token. Leave it out.',
    [{ setting: unused }],
    unused,
  );
}
