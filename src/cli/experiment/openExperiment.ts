import { dirname, resolve } from 'node:path';
import type { Experiment } from '../../engine/experiments/experiment';
import { readExperiment } from '../../engine/experiments/experimentFile';
import { ExperimentFileError, located } from '../../engine/experiments/fileErrors';
import { generatedSource } from '../../engine/experiments/generators';
import { openPhased } from '../../engine/experiments/phasedText';
import { type PlannedRun, plannedRuns } from '../../engine/experiments/plannedRuns';
import type { TextSource } from '../../engine/experiments/textSource';
import { type DigestedRun, identification, type OpenTexts } from '../../workers/identifyRuns';
import { type IdentifiedRecord, plannedRecords } from '../../workers/plannedRecords';
import type { Call } from '../command/command';
import { readSource } from '../files';
import { sourceAt } from '../labelling/trainLabels';
import { runsFolder, storeIn } from '../runs';
import { openRunText } from '../textFiles';
import { wholeText } from '../wholeText';

/** An experiment that was read from its file, with all its runs. */
export interface OpenExperiment extends OpenTexts {
  readonly experiment: Experiment;
  readonly runs: readonly PlannedRun[];
  /**
   * Returns the runs with their ids. Reads each of their texts once, because the ids depend on the content of
   * the texts.
   */
  identify(runs: readonly PlannedRun[]): Promise<readonly DigestedRun[]>;
}

/** Reads an experiment from its file. The experiment's texts are read only when they are needed. */
export async function openExperiment(call: Call, file: string): Promise<OpenExperiment> {
  const experiment = await readFile(file);
  const { encoding, task, validationText } = experiment;
  const flags = new Map(call.flags);
  if (encoding !== undefined) flags.set('encoding', encoding);
  const openFile = (path: string) => {
    const place = resolve(dirname(file), path);
    return task === 'classify'
      ? sourceAt({ ...call, flags }, place, task)
      : openRunText({ ...call, flags }, place);
  };
  const openText = async (text: TextSource) =>
    'path' in text ? openFile(text.path) : generatedSource(text.generator, text.params, task);
  const texts: OpenTexts = {
    open: ({ condition }) => openPhased(experiment, condition.text, openText),
    openValidation: async () => (validationText === undefined ? undefined : openFile(validationText)),
  };
  return { ...texts, experiment, runs: plannedRuns(experiment), identify: identification(texts) };
}

async function readFile(file: string): Promise<Experiment> {
  const source = wholeText(await readSource(file));
  try {
    return readExperiment(source);
  } catch (error) {
    throw error instanceof ExperimentFileError ? located(source, file, error) : error;
  }
}

/**
 * Returns each run with its id and its record. If the experiment uses successive halving, also returns the
 * metrics of each run.
 */
export async function recordsOf(
  call: Call,
  { experiment, identify, runs: all }: OpenExperiment,
  runs: readonly PlannedRun[] = all,
): Promise<readonly IdentifiedRecord[]> {
  return plannedRecords(storeIn(runsFolder(call)), experiment, await identify(runs));
}
