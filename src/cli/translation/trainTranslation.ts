import { taskOf } from '../../common/runTask';
import { chooseKernels } from '../../engine/kernels/select';
import { decodeModel } from '../../engine/model/modelFile';
import { encodeTranslation, openTranslation } from '../../engine/model/translationModel';
import type { SessionPorts } from '../../engine/train/ports';
import { resumeSession } from '../../engine/train/resumeSession';
import type { Session } from '../../engine/train/session';
import type { PairReading } from '../../engine/train/translation/readPairs';
import { storedPairs } from '../../engine/train/translation/reopenTranslation';
import { startTranslation } from '../../engine/train/translation/startTranslation';
import { kernelModule } from '../../package/kernelModules';
import type { RunRecord } from '../../protocol/run';
import { translationSettings } from '../../settings/translationSettings';
import { type Call, operandsOf, textFlag } from '../command/command';
import { UsageError } from '../command/usageError';
import { checkWritable, writeFile } from '../files';
import { decimal, jsonLine } from '../format';
import { LabelProgress } from '../labelling/labelProgress';
import { runText } from '../labelling/trainLabels';
import { placeOf, runsFolder, storeIn } from '../runs';
import { openRunText } from '../textFiles';
import { jsonLines } from '../train/jsonLines';
import { portsIn } from '../train/ports';
import { advice } from '../train/summary';
import { resumedChanges, taskSettings } from '../train/taskRun';
import { attend } from '../train/trainUntilEnd';
import { beamOf, pairFigures } from './evaluateTranslation';
import { pairsText } from './pairsText';
import { translationTable } from './translationTable';

const words: ConstructorParameters<typeof LabelProgress>[1] = {
  unit: 'symbol',
  figures: ({ exact = Number.NaN, accuracy = Number.NaN }) =>
    `exact ${decimal(100 * exact, 1)}%, correct next symbols ${decimal(100 * accuracy, 1)}%`,
};

/** Trains a network that writes targets, and prints its figures on the held-out pairs. */
export async function trainTranslation(call: Call): Promise<number> {
  const isJson = call.flags.has('json');
  const out = textFlag(call, 'out');
  if (out !== undefined) await checkWritable(out);
  const resumed = textFlag(call, 'resume');
  const place = resumed === undefined ? undefined : await placeOf(call, resumed);
  const folder = place?.folder ?? runsFolder(call);
  const readings: PairReading[] = [];
  const open = place ? resuming(call, place.id, readings) : starting(call, readings);
  const listener = isJson
    ? jsonLines(line => process.stdout.write(line))
    : new LabelProgress(process.stderr, words);
  const { record, exitCode } = await attend(listener, portsIn(folder), open);
  const model = await finishedModel(folder, record);
  if (model && out !== undefined) await writeFile(out, encodeTranslation(model));
  const validation = readings[0]?.data.validation;
  if (model && validation) {
    const figures = pairFigures(model, validation, beamOf(call));
    process.stdout.write(
      isJson ? jsonLine({ type: 'figures', network: figures }) : `${translationTable(figures)}\n`,
    );
  }
  if (!isJson) process.stdout.write(runText(record, folder));
  process.stderr.write(advice(record, folder));
  return exitCode;
}

function starting(call: Call, readings: PairReading[]) {
  const [file] = operandsOf(call, ['FILE']);
  return async (ports: SessionPorts): Promise<Session> => {
    const text = await openRunText(call, file);
    const validationFile = textFlag(call, 'validation-file');
    return startTranslation(ports, {
      name: textFlag(call, 'name') ?? text.name,
      text,
      validationText: validationFile === undefined ? undefined : await openRunText(call, validationFile),
      settings: taskSettings(call, translationSettings),
      onPairs(reading) {
        readings.push(reading);
        process.stderr.write(pairsText(reading));
      },
    });
  };
}

function resuming(call: Call, id: string, readings: PairReading[]) {
  const changes = resumedChanges(call, taskSettings(call, translationSettings));
  return async (ports: SessionPorts) => {
    const record = await ports.store.records.read(id);
    const command = taskOf(record);
    if (command !== 'translate') throw new UsageError(`This run is continued by "elman ${command}".`);
    readings.push((await storedPairs(ports, record)).reading);
    return resumeSession(ports, id, changes);
  };
}

/** Opens the best weights of a finished run. Undefined if the run is not done. */
async function finishedModel(folder: string, record: RunRecord) {
  if (record.state !== 'done') return undefined;
  const { bytes } = await storeIn(folder).loadWeights(record);
  const kernels = await chooseKernels(record.kernels === 'reference' ? 'reference' : 'auto', kernelModule);
  return openTranslation(kernels, decodeModel(bytes));
}
