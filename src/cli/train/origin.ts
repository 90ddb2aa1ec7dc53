import { encodeModel } from '../../engine/model/modelFile';
import { isNetwork } from '../../engine/model/openNetwork';
import type { RunSettings } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { type Call, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';
import { openAny } from '../openAny';

/** The weights from which a training starts, as the bytes of a model file, and the settings of their network. */
export interface TrainingOrigin {
  readonly origin: Uint8Array;
  readonly settings: RunSettings;
}

/**
 * Opens the network that `--weights` names. Undefined without this flag. Throws a UsageError if a flag would change the
 * network or how it splits texts.
 */
export async function originOf(call: Call): Promise<TrainingOrigin | undefined> {
  const from = textFlag(call, 'weights');
  if (from === undefined) return undefined;
  const fixed = Object.keys(call.settings).find(name => /^(model|text)\./.test(name));
  if (fixed !== undefined)
    throw new UsageError(`--weights keeps the network and its unit; omit the flag for ${fixed}.`);
  if (call.flags.has('preset'))
    throw new UsageError('--weights has the settings of its network; omit --preset.');
  const open = await openAny(call, from);
  if (isNetwork(open)) return { origin: encodeModel(open), settings: { ...open.configuration } };
  throw new UserError('"{0}" is not a network of Elman Lab, so training cannot start from it.', [from]);
}
