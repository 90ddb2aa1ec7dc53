import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ownFolder } from '../common/eventFolder';
import { severalKernels } from '../common/kernelChange';
import { unrepeatable } from '../common/longerRun';
import { metricsCsv } from '../export/csv';
import type { ExportedRun } from '../export/exportedRun';
import { comparisonReport } from '../export/report/report';
import type { ExportedFile } from '../protocol/storage';
import { UserError } from '../protocol/userError';
import { commandLineOf, eventFiles, readRuns } from '../workers/exportRuns';
import type { Call, Command } from './command/command';
import { textFlag } from './command/command';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { onnxFlag, writeOnnx } from './exportOnnx';
import { pytorchFlag, writePytorch } from './exportPytorch';
import { writeFile } from './files';
import { runFilesIn, runsFlag, runsFolder, storeIn } from './runs';

const flags = [
  commandFlag('csv', 'FILE', 'Writes every metric of the runs as one CSV table.'),
  commandFlag('tensorboard', 'FOLDER', 'Writes a TensorBoard event file per run.'),
  commandFlag('report', 'FILE.md', 'Writes a comparison as Markdown, with its plots as SVG.'),
  commandFlag(
    'run-file',
    'FILE.elmanrun',
    'Writes one run as a file for other people: record, metrics, samples and weights, without the text.',
  ),
  pytorchFlag,
  onnxFlag,
  commandFlag('command', undefined, 'Prints the command that repeats each run.'),
  runsFlag,
];

export const exporting: Command = {
  name: 'export',
  operands: 'RUN...',
  summary: 'Exports the measurements of runs, or a network as PyTorch code or ONNX.',
  notes:
    'RUN is the id of a run: the name of its folder. With --pytorch and --onnx, it can also be the file of a network.',
  flags,

  async run(call) {
    if (call.operands.length === 0) throw new UsageError('Specify at least one RUN.');
    const formats = flags.filter(({ name }) => name !== runsFlag.name && call.flags.has(name));
    if (formats.length === 0)
      throw new UsageError(
        'Specify a format: --csv, --tensorboard, --report, --run-file, --pytorch, --onnx or --command.',
      );
    await writePytorch(call);
    await writeOnnx(call);
    if (formats.every(flag => flag === pytorchFlag || flag === onnxFlag)) return 0;
    const folder = runsFolder(call);
    const runFile = textFlag(call, 'run-file');
    if (runFile !== undefined) {
      if (call.operands.length > 1) throw new UsageError('--run-file takes one RUN.');
      await write(runFile, await runFilesIn(folder).write(call.operands[0]));
    }
    const runs = await readRuns(storeIn(folder), call.operands);
    if (call.flags.has('report')) checkComparable(runs);
    for (const { path, bytes } of filesOf(call, runs)) await write(path, bytes);
    const board = textFlag(call, 'tensorboard');
    if (board !== undefined) {
      for (const file of eventFiles(runs)) {
        const path = await ownFolder(file, name => namesIn(join(board, name)));
        await write(join(board, path), file.bytes);
      }
    }
    if (call.flags.has('command'))
      for (const run of runs) {
        process.stdout.write(`${await commandLineOf(run, folder)}\n`);
        for (const warning of [unrepeatable(run.record), severalKernels(run.record)])
          if (warning) process.stderr.write(`Warning: ${warning.message}\n`);
      }
    return 0;
  },
};

/** Throws a UserError if a report would compare perplexities with pseudo-perplexities. */
function checkComparable(runs: readonly ExportedRun[]): void {
  const cloze = runs.find(({ record }) => record.task === 'cloze');
  if (cloze)
    throw new UserError(
      'The run "{0}" predicts each token from both sides. Its loss cannot be compared with that of other runs.',
      [cloze.record.name],
    );
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  const found = await stat(folder).catch(() => undefined);
  if (!found) return [];
  return found.isDirectory() ? readdir(folder) : undefined;
}

/** Returns the files that `--csv` and `--report` request: the table of metrics and the report. */
function filesOf(call: Call, runs: readonly ExportedRun[]): ExportedFile[] {
  const [csv, report] = ['csv', 'report'].map(name => textFlag(call, name));
  return [
    ...(csv === undefined ? [] : [{ path: csv, bytes: metricsCsv(runs) }]),
    ...(report === undefined ? [] : reportOf(runs, resolve(report))),
  ];
}

function reportOf(runs: readonly ExportedRun[], target: string): ExportedFile[] {
  const name = basename(target).replace(/\.md$/i, '');
  const files = comparisonReport(runs, name, { translations: {}, language: 'en' });
  return files.map(({ path, bytes }) => ({ path: join(dirname(target), path), bytes }));
}
