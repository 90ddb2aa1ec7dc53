import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readClass, runFileNames } from '../common/classFiles';
import { type AgreedCondition, classStandings, isBudget, isRanked } from '../common/classStandings';
import { oneLine } from '../common/harmlessText';
import { shortName } from '../common/runNames';
import { unreadableFile } from '../common/unreadable';
import { classReport } from '../export/classroom/classReport';
import type { ClassRuns } from '../protocol/storage';
import { UserError } from '../protocol/userError';
import { readClassRun } from '../workers/classRuns';
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
    'Runs are ranked by their lowest loss on held-out text, in nats per token (per label or symbol for classifiers, taggers and translators). The class agrees on the conditions that most validated runs share: text, held-out text, tokens or examples of training, and the settings that change what a loss is. Runs that differ are listed after the ranked ones, with what differs.',
  flags: [reportFlag, jsonFlag],

  async run(call) {
    const [folder] = operandsOf(call, ['FOLDER']);
    const names = runFileNames(await namesIn(folder), basename(folder) || dirname(folder));
    const found = await readClass(names, async name => readClassRun(name, await bytesOf(join(folder, name))));
    const report = textFlag(call, 'report');
    if (report !== undefined) await writeFile(report, new TextEncoder().encode(markdownOf(found)));
    process.stdout.write(call.flags.has('json') ? jsonLine(figuresOf(found)) : inWords(found));
    for (const { file, reason } of found.unread) {
      const { message } = new UserError(reason.template, reason.args);
      process.stderr.write(`${oneLine(file)} is left out: ${message}\n`);
    }
    return found.runs.length > 0 ? 0 : 1;
  },
};

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(error => {
    throw unreadableFile(folder, error);
  });
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readRegularFile(path);
  } catch (error) {
    throw unreadableFile(path, error);
  }
}

const markdownOf = (found: ClassRuns) => classReport(found, { translations: {}, language: 'en' });

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
  if (runs.length === 0) return '';
  const { agreed, standings } = classStandings(runs, ({ record }) => record);
  const rows = standings.map((each, i) => {
    const { run, best, broken } = each;
    const reasons = [...broken.map(inWord), ...(best ? [] : ['no held-out loss'])];
    const place = isRanked(each) ? `${i + 1}` : '';
    const names = [run.file, shortName(run.record)].map(oneLine);
    return [place, ...names, reasons.join('; '), best ? decimal(best.loss, 3) : ''];
  });
  const head = ['place', 'file', 'run', 'what differs', 'loss'];
  return `${table([head, ...rows], 4)}\nAgreed: ${agreed.map(inWord).join(', ')}\n`;
}

function inWord({ name, value }: AgreedCondition): string {
  return value === 0 && isBudget(name) ? `${name}: no limit` : `${name}: ${oneLine(`${value}`)}`;
}
