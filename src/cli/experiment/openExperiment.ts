import { dirname, resolve } from 'node:path';
import { decodeLines } from '../../engine/data/decode';
import type { Experiment, TextSource } from '../../engine/experiments/experiment';
import { readExperiment } from '../../engine/experiments/experimentFile';
import { ExperimentFileError, located } from '../../engine/experiments/fileErrors';
import { generatedText } from '../../engine/experiments/generators';
import {
  keyedId,
  type PlannedRun,
  plannedRuns,
  runKey,
  type TextDigests,
} from '../../engine/experiments/plan';
import type { PlannedRecord } from '../../engine/experiments/results';
import { textFingerprint } from '../../engine/storage/digest';
import type { RunSource } from '../../engine/train/firstReading';
import { newHash } from '../../workers/ports';
import type { Call } from '../command/command';
import { readSource } from '../files';
import { runsFolder, storeIn } from '../runs';
import { openRunText } from '../textFiles';

/** A run of an experiment with the id that its key gives it. */
export interface IdentifiedRun extends PlannedRun {
  readonly id: string;
}

/** An experiment that was read from its file, with all its runs. */
export interface OpenExperiment {
  readonly experiment: Experiment;
  readonly runs: readonly IdentifiedRun[];
  /** Opens the text of a run. */
  open(run: PlannedRun): Promise<RunSource>;
  openValidation(): Promise<RunSource | undefined>;
}

/** Reads an experiment and its texts, whose content is part of the keys of the runs. */
export async function openExperiment(call: Call, file: string): Promise<OpenExperiment> {
  const experiment = await readFile(file);
  const { encoding, validationText } = experiment;
  const flags = new Map(call.flags);
  if (encoding !== undefined) flags.set('encoding', encoding);
  const openFile = (path: string) => openRunText({ ...call, flags }, resolve(dirname(file), path));
  const openText = async (text: TextSource) => ('path' in text ? openFile(text.path) : generated(text));
  const openValidation = async () => (validationText === undefined ? undefined : openFile(validationText));
  const digestOf = ({ bytes }: RunSource) => textFingerprint(bytes, newHash);
  const validation = await openValidation();
  const digests = new Map<string, TextDigests>();
  for (const text of experiment.texts) {
    digests.set(text.name, {
      text: digestOf(await openText(text)),
      validationText: validation && digestOf(validation),
    });
  }
  const sources = new Map(experiment.texts.map(text => [text.name, text]));
  const runs = plannedRuns(experiment).map(run => {
    const found = digests.get(run.condition.text) as TextDigests; // every condition has one of the texts
    return { ...run, id: keyedId(runKey(found, run.settings)) };
  });
  return {
    experiment,
    runs,
    open: ({ condition }) => openText(sources.get(condition.text) as TextSource),
    openValidation,
  };
}

/** Returns a generated text as a source to train on. */
function generated({ generator, params }: Extract<TextSource, { generator: unknown }>): RunSource {
  const text = [...generatedText(generator, params)].join('');
  return { name: `${generator}.txt`, uri: '', bytes: new TextEncoder().encode(text) };
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

/** Returns each run, with its record if the run has been started. */
export async function recordsOf(call: Call, runs: readonly IdentifiedRun[]): Promise<PlannedRecord[]> {
  const { records } = storeIn(runsFolder(call));
  const found = new Map((await records.list(runs.map(({ id }) => id))).map(record => [record.id, record]));
  return runs.map(planned => ({ planned, record: found.get(planned.id) }));
}
