import { chooseParts } from '../../engine/inspection/parts';
import type { OpenModel } from '../../engine/model/openModel';
import type { StateFormat } from '../../workers/states/stateTensors';
import { countTokens, writeStates } from '../../workers/states/writeStates';
import { type Call, textFlag } from '../command/command';
import { commandFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { writeFileBy } from '../files';
import { count } from '../format';
import { openText } from '../textFiles';
import { checkRoom, stateBytes } from './checkRoom';

export const partsFlag = commandFlag(
  'parts',
  'NAMES',
  'Parts in a file of states, separated by commas: h, c, a gate (i, f, g, o; r, z, n), or y, the probability of every symbol; h_l1 is h of the second layer only. Default: all states and gates.',
);

/** Returns the format of a file of states, by the ending of its name. Undefined for all other files. */
export function stateFormatOf(path: string): StateFormat | undefined {
  return (['safetensors', 'npz'] as const).find(format => path.endsWith(`.${format}`));
}

interface StateCall {
  /** The name of the model, for messages. */
  readonly name: string;
  readonly open: OpenModel;
  readonly file: string;
  readonly out: string;
  readonly format: StateFormat;
}

/** Writes the states of a network after every token of a text to a file. */
export async function writeStateFile(
  call: Call,
  { name, open, file, out, format }: StateCall,
): Promise<number> {
  const parts = chooseParts(open.model, name, namesIn(call));
  const text = await openText(call, file, process.stderr);
  const counts = countTokens(open, text);
  await checkRoom(out, stateBytes(parts, counts.tokens - counts.leftOut));
  await writeFileBy(out, handle => writeStates(handle, format, { open, parts, text }, counts));
  if (counts.leftOut > 0)
    process.stderr.write(
      `Left out: ${count(counts.leftOut)} of ${count(counts.tokens)} tokens, which are not in the vocabulary of the model.\n`,
    );
  return 0;
}

function namesIn(call: Call): readonly string[] | undefined {
  const names = textFlag(call, 'parts')?.split(',');
  if (names?.includes('')) throw new UsageError('--parts needs names of parts, separated by commas.');
  return names;
}
