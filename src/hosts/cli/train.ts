import { basename } from 'node:path';
import { chooseKernels } from '../../engine/kernels/select';
import type { Session } from '../../engine/train/session';
import { resumeSession, startSession } from '../../engine/train/sessions';
import { kernelModule } from '../../library/kernelModules';
import { randomSuffix, systemClock, yieldToMessages } from '../ports';
import { attend } from './attend';
import { type Call, type Command, textFlag } from './command';
import { checkWritable, readSource, writeFile } from './files';
import type { Flag } from './flag';
import { jsonLines } from './jsonLines';
import type { Listener } from './news';
import { Progress } from './progress';
import { jsonFlag } from './jsonFlag';
import { modelFileOf, runsFlag, runsFolder, storeIn } from './runs';
import { settingFlags } from './settingFlags';
import { inWords } from './summary';
import { UsageError } from './usageError';

const own = (name: string, value: string | undefined, description: string): Flag => {
  return { name, aliases: [], value, description, group: 'Command' };
};

export const train: Command = {
  name: 'train',
  words: 'FILE',
  summary: 'Trains a network on a text.',
  notes:
    'FILE may be "-", the standard input. Ctrl+C saves the run and ends; --resume goes on with it, bit for bit. The flags of elman.py and the names of min-char-rnn are understood as well.',
  flags: [
    own('train', 'FILE', 'The text, as elman.py has it: another way to give FILE.'),
    own('validation-file', 'FILE', 'A text to validate on, instead of a share of the trained one.'),
    own('resume', 'ID', 'Goes on with a run; of its settings only --learning-rate can change.'),
    runsFlag,
    own('name', 'NAME', "What the run is called (the file's name unless given)."),
    own('out', 'FILE', 'Writes the model there at the end, as safetensors in the names and layouts of PyTorch.'),
    jsonFlag,
    ...settingFlags,
  ],
  run: trainText,
};

async function trainText(call: Call): Promise<number> {
  const isJson = call.flags.has('json');
  const listener = isJson ? jsonLines(line => process.stdout.write(line)) : new Progress(process.stderr);
  const open = opening(call);
  const out = textFlag(call, 'out');
  if (out !== undefined) await checkWritable(out);
  const folder = runsFolder(call);
  const store = storeIn(folder);
  const { record, exitCode } = await attend(listener, announce => open(portsFor(store, announce)));
  if (!isJson) process.stdout.write(inWords(record, folder));
  if (out !== undefined && record.state === 'done') await writeFile(out, await modelFileOf(store, record));
  return exitCode;
}

type Ports = Parameters<typeof startSession>[0];

function portsFor(store: Ports['store'], announce: Ports['announce']): Ports {
  return {
    store,
    clock: systemClock,
    kernels: wanted => chooseKernels(wanted, kernelModule),
    yield: yieldToMessages,
    randomSuffix,
    announce,
  };
}
