import { dirname, resolve } from 'node:path';
import { decodeLines } from '../../engine/data/decode';
import type { Experiment } from '../../engine/experiments/experiment';
import { readExperiment } from '../../engine/experiments/experimentFile';
import { ExperimentFileError, located } from '../../engine/experiments/fileErrors';
import { generatedSource } from '../../engine/experiments/generators';
import { openPhased, type PhasedSource } from '../../engine/experiments/phasedText';
import {
  keyedId,
  type PlannedRun,
  plannedRuns,
  runKey,
  type TextDigests,
} from '../../engine/experiments/plan';
import type { PlannedRecord } from '../../engine/experiments/runLosses';
import type { TextSource } from '../../engine/experiments/textSource';
import { textFingerprint } from '../../engine/storage/digest';
import type { RunSource } from '../../engine/train/firstReading';
import { newHash } from '../../workers/ports';
import type { Call } from '../command/command';
import { readSource } from '../files';
import { runsFolder, storeIn } from '../runs';
import { openRunText } from '../textFiles';

/** A run of an experiment with its id. The id is derived from the run's texts and settings. */
export interface IdentifiedRun extends PlannedRun {
  readonly id: string;
}

/** An experiment that was read from its file, with all its runs. */
export interface OpenExperiment {
  readonly experiment: Experiment;
  readonly runs: readonly PlannedRun[];
  /**
   * Returns the runs with their ids. Reads each of their texts once, because the ids depend on the content of
   * the texts.
   */
  identify(runs: readonly PlannedRun[]): Promise<readonly IdentifiedRun[]>;
  /** Opens the training text of a run. */
  open(run: PlannedRun): Promise<PhasedSource>;
  openValidation(): Promise<RunSource | undefined>;
}

/** Reads an experiment from its file. The experiment's texts are read only when they are needed. */
export async function openExperiment(call: Call, file: string): Promise<OpenExperiment> {
  const experiment = await readFile(file);
  const { encoding, validationText } = experiment;
  const flags = new Map(call.flags);
  if (encoding !== undefined) flags.set('encoding', encoding);
  const openFile = (path: string) => openRunText({ ...call, flags }, resolve(dirname(file), path));
  const openText = async (text: TextSource) =>
    'path' in text ? openFile(text.path) : generatedSource(text.generator, text.params);
  const open = ({ condition }: PlannedRun) => openPhased(experiment, condition.text, openText);
  const openValidation = async () => (validationText === undefined ? undefined : openFile(validationText));
  return {
    ...{ experiment, open, openValidation },
    runs: plannedRuns(experiment),
    identify: identification(open, openValidation),
  };
}

/**
 * Returns the function `identify` for an experiment. The function computes the digest of each text only once.
 */
function identification(
  open: OpenExperiment['open'],
  openValidation: OpenExperiment['openValidation'],
): OpenExperiment['identify'] {
  const digestOf = ({ bytes }: RunSource) => textFingerprint(bytes, newHash);
  const texts = new Map<string, TextDigests>();
  let validation: Promise<string | undefined> | undefined;
  return async runs => {
    validation ??= openValidation().then(source => source && digestOf(source));
    const validationText = await validation;
    for (const run of runs) {
      const { text } = run.condition;
      if (texts.has(text)) continue;
      const source = await open(run);
      texts.set(text, { text: digestOf(source), validationText, phases: source.phases });
    }
    return runs.map(run => {
      // The digests of all texts were computed above.
      const digests = texts.get(run.condition.text) as TextDigests;
      return { ...run, id: keyedId(runKey(digests, run.settings)) };
    });
  };
}

async function readFile(file: string): Promise<Experiment> {
  const { name, bytes } = await readSource(file);
  const source = [...decodeLines(bytes, name)].join('');
  try {
    return readExperiment(source);
  } catch (error) {
    throw error instanceof ExperimentFileError ? located(source, file, error) : error;
  }
}

/** A run of an experiment with its id and its record. The record is missing if the run was never started. */
export interface IdentifiedRecord extends PlannedRecord {
  readonly planned: IdentifiedRun;
}

/**
 * Returns each run with its id and its record. If the experiment uses successive halving, also returns the
 * metrics of each run.
 */
export async function recordsOf(
  call: Call,
  open: OpenExperiment,
  runs: readonly PlannedRun[] = open.runs,
): Promise<readonly IdentifiedRecord[]> {
  const { records, lines } = storeIn(runsFolder(call));
  const isHalving = open.experiment.design.rungs !== undefined;
  const identified = await open.identify(runs);
  const found = new Map((await records.list(identified.map(({ id }) => id))).map(each => [each.id, each]));
  const described = identified.map(async planned => {
    const record = found.get(planned.id);
    const metrics = record && isHalving ? (await lines.history(record.id)).metrics : undefined;
    return { planned, record, metrics };
  });
  return Promise.all(described);
}
