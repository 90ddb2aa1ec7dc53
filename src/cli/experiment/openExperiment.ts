import { dirname, resolve } from 'node:path';
import { decodeLines } from '../../engine/data/decode';
import type { Experiment } from '../../engine/experiments/experiment';
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
import type { PlannedRecord } from '../../engine/experiments/runLosses';
import type { TextSource } from '../../engine/experiments/textSource';
import { textFingerprint } from '../../engine/storage/digest';
import type { RunSource } from '../../engine/train/firstReading';
import { newHash } from '../../workers/ports';
import type { Call } from '../command/command';
import { readSource } from '../files';
import { runsFolder, storeIn } from '../runs';
import { openRunText } from '../textFiles';
import { type PhasedSource, phasedText } from './phasedText';

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
  open(run: PlannedRun): Promise<PhasedSource>;
  openValidation(): Promise<RunSource | undefined>;
}

/** Reads an experiment from its file. Texts are read later, when they are needed. */
export async function openExperiment(call: Call, file: string): Promise<OpenExperiment> {
  const experiment = await readFile(file);
  const { encoding, phases, texts, validationText } = experiment;
  const flags = new Map(call.flags);
  if (encoding !== undefined) flags.set('encoding', encoding);
  const openFile = (path: string) => openRunText({ ...call, flags }, resolve(dirname(file), path));
  const sources = new Map(texts.map(text => [text.name, text]));
  const openText = async (text: TextSource) => ('path' in text ? openFile(text.path) : generated(text));
  const open = async ({ condition }: PlannedRun): Promise<PhasedSource> => {
    const own = sources.get(condition.text) as TextSource; // every condition has one of the texts
    if (phases.length === 0) return openText(own);
    const opened = new Map<string, Promise<RunSource>>();
    for (const { text = own } of phases) if (!opened.has(text.name)) opened.set(text.name, openText(text));
    const found = phases.map(({ text = own }) => opened.get(text.name) as Promise<RunSource>); // opened above
    return phasedText(phases, await Promise.all(found));
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
      const digests = texts.get(run.condition.text) as TextDigests; // computed above
      return { ...run, id: keyedId(runKey(digests, run.settings)) };
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

/** Returns each run with its id and its record, for successive halving also with its metrics. */
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
