import { stat } from 'node:fs/promises';
import { taskOf } from '../../common/runTask';
import { chooseKernels } from '../../engine/kernels/select';
import { encodeLabelModel, openLabelModel } from '../../engine/model/labelModel';
import { decodeModel } from '../../engine/model/modelFile';
import type { RunSource } from '../../engine/train/firstReading';
import type { LabelReading } from '../../engine/train/labels/readLabels';
import { storedExamples } from '../../engine/train/labels/reopenLabels';
import { startLabels } from '../../engine/train/labels/startLabels';
import { baselineFigures, figuresOn } from '../../engine/train/labels/validationFigures';
import type { SessionPorts } from '../../engine/train/ports';
import { resumeSession } from '../../engine/train/resumeSession';
import type { Session } from '../../engine/train/session';
import { kernelModule } from '../../package/kernelModules';
import type { LabelTask, RunRecord } from '../../protocol/run';
import { labelSettings } from '../../settings/labelSettings';
import { type Call, operandsOf, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';
import { checkWritable, writeFile } from '../files';
import { count, jsonLine } from '../format';
import { placeOf, runsFolder, storeIn } from '../runs';
import { openRunText } from '../textFiles';
import { jsonLines } from '../train/jsonLines';
import { portsIn } from '../train/ports';
import { advice } from '../train/summary';
import { resumedChanges, taskSettings } from '../train/taskRun';
import { attend } from '../train/trainUntilEnd';
import { validationErrors } from './evaluateLabels';
import { errorsText, figuresText } from './figuresTable';
import { openLabelFolder } from './labelFolder';
import { LabelProgress } from './labelProgress';
import { counted, readingText } from './readingText';

/** Trains a classifier or a tagger, and prints its figures beside those of the baselines. */
export async function trainLabels(call: Call, task: LabelTask): Promise<number> {
  const isJson = call.flags.has('json');
  const out = textFlag(call, 'out');
  if (out !== undefined) await checkWritable(out);
  const resumed = textFlag(call, 'resume');
  const place = resumed === undefined ? undefined : await placeOf(call, resumed);
  const folder = place?.folder ?? runsFolder(call);
  const readings: LabelReading[] = [];
  const open = place ? await resuming(call, place.id, task, readings) : starting(call, task, readings);
  const listener = isJson ? jsonLines(line => process.stdout.write(line)) : new LabelProgress(process.stderr);
  const { record, exitCode } = await attend(listener, portsIn(folder), open);
  const figures = await figuresOf(folder, record, readings[0], task, out);
  if (figures) process.stdout.write(isJson ? jsonLine({ type: 'figures', ...figures.json }) : figures.text);
  if (!isJson) process.stdout.write(runText(record, folder));
  process.stderr.write(advice(record, folder));
  return exitCode;
}

function starting(call: Call, task: LabelTask, readings: LabelReading[]) {
  const [file] = operandsOf(call, ['FILE']);
  return async (ports: SessionPorts): Promise<Session> => {
    const text = await sourceAt(call, file, task);
    const validationFile = textFlag(call, 'validation-file');
    return startLabels(ports, {
      task,
      name: textFlag(call, 'name') ?? text.name,
      text,
      validationText: validationFile === undefined ? undefined : await sourceAt(call, validationFile, task),
      settings: taskSettings(call, labelSettings),
      onExamples(reading) {
        readings.push(reading);
        process.stderr.write(readingText(task, reading));
      },
    });
  };
}

/** Opens a labelled file or, for a classifier, a folder with one folder per label. */
export async function sourceAt(call: Call, path: string, task: LabelTask): Promise<RunSource> {
  const isFolder = task === 'classify' && (await stat(path).catch(() => undefined))?.isDirectory();
  if (!isFolder) return openRunText(call, path);
  const {
    text,
    found: { lines, leftOut },
  } = await openLabelFolder(call, path);
  const others =
    leftOut > 0 ? `; left out: ${counted(leftOut, 'entry', 'entries')} outside of them, or hidden` : '';
  process.stderr.write(`${text.name}: ${counted(lines.length, 'file')} in the folders of labels${others}\n`);
  return text;
}

async function resuming(call: Call, id: string, task: LabelTask, readings: LabelReading[]) {
  const changes = resumedChanges(call, taskSettings(call, labelSettings));
  return async (ports: SessionPorts) => {
    const record = await ports.store.records.read(id);
    const command = taskOf(record);
    if (command !== task && command !== 'train')
      throw new UsageError(`This run is continued by "elman ${command}".`);
    readings.push((await storedExamples(ports, record)).reading);
    return resumeSession(ports, id, changes);
  };
}

/** Computes the figures of a finished run with its best weights, and writes its model if that is wanted. */
async function figuresOf(
  folder: string,
  record: RunRecord,
  reading: LabelReading | undefined,
  task: LabelTask,
  out: string | undefined,
) {
  if (record.state !== 'done' || !reading) return undefined;
  const checkpoint = await storeIn(folder).loadWeights(record);
  const kernels = await chooseKernels(record.kernels === 'reference' ? 'reference' : 'auto', kernelModule);
  const model = openLabelModel(kernels, decodeModel(checkpoint.bytes), task);
  if (out !== undefined) await writeFile(out, encodeLabelModel(model));
  const { validation } = reading.data;
  if (!validation) return undefined;
  const network = figuresOn(model, validation);
  const baselines = baselineFigures(model.settings, reading.data, validation);
  const { labels } = model;
  const errors = validationErrors(model, reading);
  return {
    text: `${figuresText(network, labels, baselines)}${errorsText(errors ?? [])}\n`,
    json: {
      labels,
      network,
      ...(errors && { tokens: errors }),
      baselines: Object.fromEntries(baselines.map(({ name, figures }) => [name, figures])),
    },
  };
}

/** Returns what the command line prints at the end of a training. */
export function runText({ id, state, iteration }: RunRecord, folder: string): string {
  return `run         ${id} (${state})\niterations  ${count(iteration)}\nstored in   ${folder}/${id}\n`;
}
