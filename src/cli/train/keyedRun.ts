import { keyedId, runKey } from '../../engine/experiments/plannedRuns';
import { textFingerprint } from '../../engine/storage/digest';
import type { RunRecord } from '../../protocol/run';
import { newHash } from '../../workers/ports';
import { type Call, textFlag } from '../command/command';
import { commandFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { runsFolder, storeIn } from '../runs';
import { openRunText } from '../textFiles';
import { presetSettings } from './preset';

export const keyFlag = commandFlag(
  'key',
  undefined,
  'Trains the run only once: its id is the digest of text, settings and seed. If it is done, nothing is trained; if it is unfinished, it is resumed.',
);

/**
 * The run that `--key` identifies by its text and settings. `stored` is its record, or undefined if the run
 * was never started.
 */
export interface KeyedRun {
  readonly id: string;
  readonly stored: RunRecord | undefined;
}

/**
 * Returns the run that `--key` identifies. Undefined without this flag. Throws a UsageError for arguments
 * that cannot be combined with `--key`.
 */
export async function keyedRun(call: Call, texts: readonly string[]): Promise<KeyedRun | undefined> {
  if (!call.flags.has('key')) return undefined;
  const other = ['resume', 'plan'].find(name => call.flags.has(name));
  if (other !== undefined) throw new UsageError(`--key and --${other} exclude each other.`);
  const validation = textFlag(call, 'validation-file');
  const files = [...texts, ...(validation === undefined ? [] : [validation])];
  if (texts.length !== 1 || files.includes('-'))
    throw new UsageError('--key takes one FILE, not the standard input.');
  const [text, validationText] = await Promise.all(
    files.map(async file => textFingerprint((await openRunText(call, file)).bytes, newHash)),
  );
  const id = keyedId(runKey({ text, validationText }, { ...presetSettings(call), ...call.settings }));
  const [stored] = await storeIn(runsFolder(call)).records.list([id]);
  return { id, stored };
}
