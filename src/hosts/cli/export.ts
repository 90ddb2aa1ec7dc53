import { mkdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { metricsCsv } from '../../export/csv';
import type { ExportedRun } from '../../export/exportedRun';
import { comparisonReport } from '../../export/report/report';
import type { ExportedFile } from '../../protocol/library';
import { commandLineOf, eventFiles, readRuns } from '../exports';
import type { Call, Command } from './command/command';
import { textFlag } from './command/command';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { writeFile } from './files';
import { runsFlag, runsFolder, storeIn } from './runs';

const flags = [
  commandFlag('csv', 'FILE', 'Writes every metric of the runs into one table.'),
  commandFlag('tensorboard', 'FOLDER', 'Writes an event file for each run, which TensorBoard shows.'),
  commandFlag('report', 'FILE.md', 'Writes a comparison as Markdown, and its plots as SVG beside it.'),
  commandFlag('command', undefined, 'Prints the command that makes each run again.'),
  runsFlag,
];

export const exporting: Command = {
  name: 'export',
  words: 'RUN...',
  summary: 'Writes what was measured in runs for other programs.',
  notes: 'RUN is the id of a run: the name of its folder.',
  flags,

  async run(call) {
    if (call.words.length === 0) throw new UsageError('Which RUN is to be exported?');
    if (!flags.some(({ name }) => name !== runsFlag.name && call.flags.has(name)))
      throw new UsageError('As what? Give --csv, --tensorboard, --report or --command.');
    const folder = runsFolder(call);
    const runs = await readRuns(storeIn(folder), call.words);
    for (const { path, bytes } of filesOf(call, runs)) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
    if (call.flags.has('command'))
      for (const run of runs) process.stdout.write(`${await commandLineOf(run, folder)}\n`);
    return 0;
  },
};

function filesOf(call: Call, runs: readonly ExportedRun[]): ExportedFile[] {
  const [csv, events, report] = ['csv', 'tensorboard', 'report'].map(name => textFlag(call, name));
  const under = (folder: string, files: readonly ExportedFile[]) =>
    files.map(({ path, bytes }) => ({ path: join(folder, path), bytes }));
  return [
    ...(csv === undefined ? [] : [{ path: csv, bytes: metricsCsv(runs) }]),
    ...(events === undefined ? [] : under(events, eventFiles(runs))),
    ...(report === undefined ? [] : under(dirname(resolve(report)), reportOf(runs, basename(report)))),
  ];
}

function reportOf(runs: readonly ExportedRun[], file: string): ExportedFile[] {
  const name = file.replace(/\.md$/i, '');
  return comparisonReport(runs, name, { translations: {}, language: 'en' });
}
