import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { classStandings, isRanked } from '../common/classStandings';
import { perplexityOf } from '../common/perplexity';
import { shortName } from '../common/runNames';
import { unreadableFile } from '../common/unreadable';
import { classReport } from '../export/classroom/classReport';
import { UserError } from '../protocol/userError';
import { type ClassRuns, isRunFile, readClassRuns } from '../workers/classRuns';
import { readRegularFile } from '../workers/inputFile';
import { type Command, operandsOf, textFlag } from './command/command';
import { commandFlag, jsonFlag } from './command/flag';
import { writeFile } from './files';
import { decimal, jsonLine, table } from './format';

const reportFlag = commandFlag(
  'report',
  'FILE.md',
  'Writes the tables and a plot of the losses as Markdown.',
);

export const classroom: Command = {
  name: 'classroom',
  operands: 'FOLDER',
  summary: 'Ranks the runs of a class, which are the run files (.elmanrun) in a folder.',
  notes:
    'Runs are ranked by their lowest loss on held-out text, in nats per token. The class agrees on what most runs have: text, held-out text, tokens of training, and the settings that change what a loss is. Runs that differ are listed after the ranked ones, with what differs.',
  flags: [reportFlag, jsonFlag],

  async run(call) {
    const [folder] = operandsOf(call, ['FOLDER']);
    const found = await readClassRuns(await filesIn(folder));
    const report = textFlag(call, 'report');
    if (report !== undefined) await writeFile(report, new TextEncoder().encode(markdownOf(found)));
    process.stdout.write(call.flags.has('json') ? jsonLine(figuresOf(found)) : inWords(found));
    for (const { file, reason } of found.unread) {
      const { message } = new UserError(reason.template, reason.args);
      process.stderr.write(`${file} is left out: ${message}\n`);
    }
    return 0;
  },
};

async function filesIn(folder: string) {
  const names = await readdir(folder).catch(error => {
    throw unreadableFile(folder, error);
  });
  const files = names.filter(isRunFile).sort((a, b) => a.localeCompare(b));
  if (files.length === 0) {
    throw new UserError(
      'There are no run files (.elmanrun) in "{0}". Each pupil makes one by Export Run as File….',
      [basename(folder) || dirname(folder)],
    );
  }
  return files.map(name => ({ name, bytes: () => bytesOf(join(folder, name)) }));
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readRegularFile(path);
  } catch (error) {
    throw unreadableFile(path, error);
  }
}

const markdownOf = ({ runs, unread }: ClassRuns) =>
  classReport(runs, unread, { translations: {}, language: 'en' });

function figuresOf({ runs, unread }: ClassRuns) {
  const { agreed, standings } = classStandings(runs, ({ record }) => record);
  const values = (list: typeof agreed) => Object.fromEntries(list.map(({ name, value }) => [name, value]));
  return {
    agreed: values(agreed),
    runs: standings.map(each => ({
      file: each.run.file,
      name: shortName(each.run.record),
      isRanked: isRanked(each),
      ...(each.best && { loss: each.best.loss, iteration: each.best.iteration }),
      differing: values(each.broken),
    })),
    unread: unread.map(({ file, reason }) => ({
      file,
      reason: new UserError(reason.template, reason.args).message,
    })),
  };
}

function inWords({ runs }: ClassRuns): string {
  const { agreed, standings } = classStandings(runs, ({ record }) => record);
  const rows = standings.map((each, i) => {
    const { run, best, broken } = each;
    const reasons = broken.map(({ name, value }) => `${name}: ${value}`);
    return [
      isRanked(each) ? `${i + 1}` : '',
      ...[
        run.file,
        shortName(run.record),
        best ? reasons.join('; ') : [...reasons, 'no held-out loss'].join('; '),
      ],
      ...(best ? [decimal(best.loss, 3), decimal(perplexityOf(best.loss))] : ['', '']),
    ];
  });
  const head = ['place', 'file', 'run', 'what differs', 'loss', 'perplexity'];
  const conditions = agreed.map(({ name, value }) => `${name}: ${value}`).join(', ');
  return `${table([head, ...rows], 4)}\nAgreed: ${conditions}\n`;
}
