import { unreadableFile } from '../common/unreadable';
import { naming } from '../protocol/userError';
import { readRegularFile } from '../workers/inputFile';
import type { Command } from './command/command';
import { jsonFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { jsonLine } from './format';
import { runFilesIn, runsFlag, runsFolder } from './runs';

export const importing: Command = {
  name: 'import',
  operands: 'FILE...',
  summary: 'Imports the runs of other people.',
  notes:
    'FILE is a run file (.elmanrun), as "elman export --run-file" and the editor write it. Prints the id of each run in the folder of the runs.',
  flags: [runsFlag, jsonFlag],

  async run(call) {
    if (call.operands.length === 0) throw new UsageError('Specify at least one FILE.');
    const runFiles = runFilesIn(runsFolder(call));
    for (const file of call.operands) {
      const { record, isNew } = await naming(file, async () => runFiles.read(await bytesOf(file)));
      const { id, name } = record;
      if (!isNew) process.stderr.write(`${file}: the run was imported before.\n`);
      process.stdout.write(call.flags.has('json') ? jsonLine({ id, name, isNew }) : `${id}\n`);
    }
    return 0;
  },
};

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readRegularFile(file);
  } catch (error) {
    throw unreadableFile(file, error);
  }
}
