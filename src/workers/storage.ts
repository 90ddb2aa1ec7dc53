import { join } from 'node:path';
import { configure } from '../engine/configuration/configure';
import type { TextBytes } from '../engine/data/decode';
import { meanExperiment } from '../engine/experiments/meanExperiment';
import { reportGradients } from '../engine/model/networkGradientReport';
import { cells } from '../engine/nn/cells';
import { inputSizes } from '../engine/nn/shape';
import { ComparisonStore } from '../engine/storage/comparisons/comparisonStore';
import { lockedComparisons } from '../engine/storage/comparisons/lockedComparisons';
import { ModelStore } from '../engine/storage/models/modelStore';
import { textPath } from '../engine/storage/paths';
import { RunFiles } from '../engine/storage/runFiles/runFiles';
import { RunLocks } from '../engine/storage/runs/runLocks';
import { RunStore } from '../engine/storage/runs/runStore';
import { classReport } from '../export/classroom/classReport';
import { metricsCsv } from '../export/csv';
import { comparisonReport } from '../export/report/report';
import { Channel, type Nothing, type Port } from '../protocol/channel';
import type { KindsRecord } from '../protocol/kindsComparison';
import type { RunRecord, RunSettings, RunText } from '../protocol/run';
import type { GradientCheckResult, StorageEvents, StorageRequests } from '../protocol/storage';
import type { StoredModel } from '../protocol/storedModels';
import type { WorkerData } from '../protocol/trainer';
import { UserError } from '../protocol/userError';
import { ClassicRuns } from './classicRuns';
import { readClassRun } from './classRuns';
import { ClusterRuns } from './clusterRuns';
import { experimentClassic, experimentFigures, experimentFiles } from './experimentResults';
import { checkExperiment, dueRunsOf, earlierRunsOf, experimentText, planExperiment } from './experiments';
import { commandLineOf, eventFiles, readRuns } from './exportRuns';
import { kernelsOf, newHash, systemClock } from './ports';
import { processesOf } from './processes';
import { seenRecord } from './seenRecords';
import { filesOf } from './storeFiles';
import { physicalCores } from './threadCount';

/** Serves requests about runs that are not training, and about stored models, over `port`. */
export function serveStorage(port: Port, data: WorkerData): void {
  const { storeFolder } = data;
  const files = filesOf(data);
  const store = new RunStore(files, newHash);
  const runFiles = new RunFiles(files, store);
  const models = new ModelStore(files);
  const comparisons = new ComparisonStore(files);
  const cluster = new ClusterRuns(data);
  const classicRuns = new ClassicRuns(store, { kernels: () => kernelsOf(data, 'auto') });
  const processes = processesOf(data);
  const locks = new RunLocks(files, processes);
  const comparisonLocks = new RunLocks(files, processes, lockedComparisons);
  const seen = (record: RunRecord) => seenRecord(locks, record);
  const seenRuns = async (ids: readonly string[]) =>
    Promise.all((await readRuns(store, ids)).map(async run => ({ ...run, record: await seen(run.record) })));
  new Channel<Nothing, Nothing, StorageRequests, StorageEvents>(
    port,
    {
      list: async ({ ids, newest }) => {
        const records =
          newest === undefined ? await store.records.list(ids) : await store.records.newest(newest);
        return Promise.all(records.map(record => seen(record)));
      },
      comparisons: () => comparisons.list(),
      comparison: ({ id }) => comparisons.find(id),
      removeComparison: async ({ id }) => {
        if (await comparisonLocks.isElsewhere(id)) throw trainedElsewhere(await comparisons.read(id));
        await comparisons.remove(id, systemClock.timestamp());
      },
      restoreComparisons: async ({ ids }) => {
        const restored: KindsRecord[] = [];
        for (const id of ids) restored.push(await comparisons.restore(id));
        return restored;
      },
      removedComparisons: () => comparisons.removed(),
      releaseComparison: ({ id }) => comparisonLocks.forgetOurs(id),
      history: ({ id }) => store.history(id),
      texts: async ({ id }) => textsOf(storeFolder, store, await store.records.read(id)),
      csv: async ({ ids }) => metricsCsv(await readRuns(store, ids)),
      tensorBoard: async ({ ids }) => eventFiles(await readRuns(store, ids)),
      report: async ({ ids, name, ...language }) => comparisonReport(await seenRuns(ids), name, language),
      commandLines: async ({ ids }) =>
        Promise.all((await readRuns(store, ids)).map(run => commandLineOf(run, storeFolder))),
      runFile: ({ id }) => runFiles.write(id),
      importRun: ({ file }) => runFiles.read(file),
      classRun: ({ name, bytes }) => readClassRun(name, bytes),
      classReport: ({ runs, unread, ...language }) => classReport({ runs, unread }, language),
      label: async ({ id, labels }) => seen(await store.records.label(id, labels)),
      remove: async ({ ids }) => {
        for (const id of ids)
          if (await locks.isElsewhere(id)) throw openElsewhere((await store.records.read(id)).name);
        for (const id of ids) await store.remove(id, systemClock.timestamp());
      },
      restore: async ({ ids }) => {
        const restored: RunRecord[] = [];
        for (const id of ids) restored.push(await seen(await store.restore(id)));
        return restored;
      },
      removed: async () => store.removed(),
      emptyTrash: ({ before }) => store.emptyTrash(before),
      models: () => models.list(),
      renameModel: ({ id, name }) => models.rename(id, name),
      removeModels: async ({ ids }) => {
        for (const id of ids) await models.remove(id, systemClock.timestamp());
      },
      restoreModels: async ({ ids }) => {
        const restored: StoredModel[] = [];
        for (const id of ids) restored.push(await models.restore(id));
        return restored;
      },
      removedModels: () => models.removed(),
      isOpenElsewhere: ({ id }) => locks.isElsewhere(id),
      checkGradients: settings => checkGradients(settings),
      plantWrongSign: settings => checkGradients(settings, 'Whh'),
      cores: () => physicalCores(),
      checkExperiment: ({ source }) => checkExperiment(source),
      planExperiment: ({ source, ...texts }) => planExperiment(source, texts),
      experimentFigures: stored => experimentFigures(store, stored),
      experimentClassic: stored => experimentClassic(store, stored, classicRuns),
      experimentFiles: ({ file, ...stored }) => experimentFiles(store, stored, classicRuns, file),
      experimentText: ({ source, name, ...texts }) => experimentText(source, name, texts),
      meanExperiment: ({ source, members }) => meanExperiment(source, members),
      earlierRuns: ({ source, ...texts }) => earlierRunsOf(store, source, texts),
      dueRuns: stored => dueRunsOf(store, stored),
      submitRuns: ({ due, ...experiment }) => cluster.submit(experiment, due),
      queuedRuns: experiment => cluster.queued(experiment),
      cancelRuns: experiment => cluster.cancel(experiment),
    },
    error => console.error(error),
  );
}

async function textsOf(storeFolder: string, store: RunStore, record: RunRecord) {
  const { text, validationText } = record;
  const source = (of: RunText, bytes: TextBytes) => {
    const { name, uri, bytes: size } = of;
    if (typeof bytes !== 'function') return { name, uri, bytes };
    return { name, uri, size, path: join(storeFolder, textPath(of)) };
  };
  const validationBytes = await store.validationText(record);
  return {
    text: source(text, await store.text(record)),
    ...(validationText && validationBytes && { validationText: source(validationText, validationBytes) }),
  };
}

function openElsewhere(name: string): UserError {
  return new UserError('The run "{0}" is open in another window or program. Close it there first.', [name]);
}

function trainedElsewhere({ text }: KindsRecord): UserError {
  return new UserError(
    'Another window or program is training the models of the comparison on "{0}". Stop it there first.',
    [text.name],
  );
}

function checkGradients(settings: RunSettings, wrongSign?: string): GradientCheckResult {
  const { shape, ...report } = reportGradients(configure(settings), wrongSign);
  const { cell, activation, output, layers, vocabulary, hidden } = shape;
  const hasOwn = cells[cell].activation === 'own';
  const network = { cell, output, layers, vocabulary, hidden, embedding: inputSizes(shape).E };
  return { ...report, network: hasOwn ? network : { ...network, activation } };
}
