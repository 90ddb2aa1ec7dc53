import { dirname, resolve } from 'node:path';
import { decodeLines } from '../../engine/data/decode';
import type { Experiment, TextSource } from '../../engine/experiments/experiment';
import { readExperiment } from '../../engine/experiments/experimentFile';
import { ExperimentFileError, located } from '../../engine/experiments/fileErrors';
import { generatedText } from '../../engine/experiments/generators';
import { keyedId, type PlannedRun, plannedRuns, runKey } from '../../engine/experiments/plan';
import type { PlannedRecord } from '../../engine/experiments/results';
import { textFingerprint } from '../../engine/storage/digest';
import type { RunSource } from '../../engine/train/firstReading';
import { newHash } from '../../workers/ports';
import type { Call } from '../command/command';
import { readSource } from '../files';
import { runsFolder, storeIn } from '../runs';
import { openRunText } from '../textFiles';

/** A run of an experiment with its id, which is derived from its texts and settings. */
export interface IdentifiedRun extends PlannedRun {
  readonly id: string;
}

/** An experiment that was read from its file, with all its runs. */
export interface OpenExperiment {
  readonly experiment: Experiment;
  readonly runs: readonly PlannedRun[];
  /**
   * Returns the runs with their ids. Reads each of their texts once, because the ids depend on the texts'
   * content.
   */
  identify(runs: readonly PlannedRun[]): Promise<readonly IdentifiedRun[]>;
  /** Opens the text of a run. */
  open(run: PlannedRun): Promise<RunSource>;
  openValidation(): Promise<RunSource | undefined>;
}

/** Reads an experiment from its file. Texts are read later, when they are needed. */
export async function openExperiment(call: Call, file: string): Promise<OpenExperiment> {
  const experiment = await readFile(file);
  const { encoding, texts, validationText } = experiment;
  const flags = new Map(call.flags);
  if (encoding !== undefined) flags.set('encoding', encoding);
  const openFile = (path: string) => openRunText({ ...call, flags }, resolve(dirname(file), path));
  const sources = new Map(texts.map(text => [text.name, text]));
  const open = async ({ condition }: PlannedRun) => {
    const text = sources.get(condition.text) as TextSource; // every condition names one of the texts
    return 'path' in text ? openFile(text.path) : generated(text);
  };
  const openValidation = async () => (validationText === undefined ? undefined : openFile(validationText));
  return {
    ...{ experiment, open, openValidation },
    runs: plannedRuns(experiment),
    identify: identification(open, openValidation),
  };
}

/** Returns the function `identify` of an experiment. It computes the digest of each text once. */
function identification(
  open: OpenExperiment['open'],
  openValidation: OpenExperiment['openValidation'],
): OpenExperiment['identify'] {
  const digestOf = ({ bytes }: RunSource) => textFingerprint(bytes, newHash);
  const texts = new Map<string, string>();
  let validation: Promise<string | undefined> | undefined;
  return async runs => {
    validation ??= openValidation().then(source => source && digestOf(source));
    const validationText = await validation;
    for (const run of runs) {
      const { text } = run.condition;
      if (!texts.has(text)) texts.set(text, digestOf(await open(run)));
    }
    return runs.map(run => {
      const text = texts.get(run.condition.text) ?? '';
      return { ...run, id: keyedId(runKey({ text, validationText }, run.settings)) };
    });
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

/** A run of an experiment with its id and, if the run has been started, its record. */
export interface IdentifiedRecord extends PlannedRecord {
  readonly planned: IdentifiedRun;
}

/** Returns each run with its id and its record. */
export async function recordsOf(
  call: Call,
  open: OpenExperiment,
  runs: readonly PlannedRun[] = open.runs,
): Promise<readonly IdentifiedRecord[]> {
  const { records } = storeIn(runsFolder(call));
  const identified = await open.identify(runs);
  const found = new Map((await records.list(identified.map(({ id }) => id))).map(each => [each.id, each]));
  return identified.map(planned => ({ planned, record: found.get(planned.id) }));
}
