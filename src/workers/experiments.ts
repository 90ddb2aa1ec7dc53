import { IN_MEMORY } from '../common/inMemory';
import { mean } from '../common/statistics';
import { concatenate } from '../engine/core/concatenate';
import { countConditions } from '../engine/experiments/designs';
import { dueRuns } from '../engine/experiments/dueRuns';
import { halvedShare } from '../engine/experiments/estimate';
import { estimateExperiment } from '../engine/experiments/estimateExperiment';
import type { Experiment } from '../engine/experiments/experiment';
import { readExperiment } from '../engine/experiments/experimentFile';
import { ExperimentFileError } from '../engine/experiments/fileErrors';
import { generatedSource } from '../engine/experiments/generators';
import { droppedRuns } from '../engine/experiments/halving';
import { openPhased, textSourcesOf } from '../engine/experiments/phasedText';
import { plannedRuns } from '../engine/experiments/plannedRuns';
import type { TextSource } from '../engine/experiments/textSource';
import type { RunStore } from '../engine/storage/runs/runStore';
import type { RunSource } from '../engine/train/firstReading';
import type { SessionPorts } from '../engine/train/ports';
import type {
  DueRuns,
  EstimateParams,
  ExperimentCheck,
  ExperimentEstimate,
  ExperimentOutline,
  ExperimentPlan,
  ExperimentTexts,
  PhasedSourceText,
  StoredExperiment,
} from '../protocol/experiment';
import type { SourceFile, SourceText } from '../protocol/sourceText';
import { earlierRuns } from './earlierRuns';
import { identification, type OpenTexts } from './identifyRuns';
import { openedText } from './openedText';
import { plannedRecords } from './plannedRecords';

/**
 * Parses the source of an experiment's file. Returns the first error in the file, or the description of the
 * experiment. The other functions in this module throw an error in the file as a UserError.
 */
export function checkExperiment(source: string): ExperimentCheck {
  try {
    return { outline: outlineOf(readExperiment(source)) };
  } catch (error) {
    if (error instanceof ExperimentFileError) return { error: error.error };
    throw error;
  }
}

function outlineOf(experiment: Experiment): ExperimentOutline {
  const { name, task, validationText, encoding, seeds, parallel, design, launch, phases } = experiment;
  return {
    name,
    ...(task && { task }),
    texts: textSourcesOf(experiment).map(text => ({
      name: text.name,
      ...('path' in text && { path: text.path }),
    })),
    ...(validationText !== undefined && { validationText }),
    ...(encoding !== undefined && { encoding }),
    conditions: countConditions(experiment),
    seeds: seeds.length * (design.folds ?? 1),
    parallel,
    isPhased: phases.length > 0,
    launch: launch.kind,
  };
}

/**
 * Returns the runs of an experiment with their ids. Reads the experiment's texts, because the ids depend on
 * their content.
 */
export async function planExperiment(source: string, texts: ExperimentTexts): Promise<ExperimentPlan> {
  const experiment = readExperiment(source);
  const planned = plannedRuns(experiment);
  const runs = await identification(textsIn(experiment, texts))(planned);
  return {
    runs: runs.map(({ id, condition: { text }, settings }) => ({ id, text, settings })),
    share: mean(planned.map(run => halvedShare(experiment, run))),
  };
}

/** Returns the number of stored runs of an experiment that trained on other content of its texts. */
export async function earlierRunsOf(
  store: RunStore,
  source: string,
  texts: ExperimentTexts,
): Promise<number> {
  const experiment = readExperiment(source);
  const runs = await identification(textsIn(experiment, texts))(plannedRuns(experiment));
  return earlierRuns(store, experiment.name, runs);
}

/**
 * Returns the text with this name in an experiment. The text must be one that is generated, or joined from
 * the texts of several phases.
 */
export async function experimentText(
  source: string,
  name: string,
  texts: ExperimentTexts,
): Promise<PhasedSourceText> {
  const experiment = readExperiment(source);
  const { bytes, phases, ...text } = await openPhased(experiment, name, opener(experiment, texts));
  if (typeof bytes === 'function') throw new Error(`the text ${name} was neither generated nor joined`);
  return { text: { name: text.name, uri: text.uri, bytes }, ...(phases && { phases }) };
}

/**
 * Returns the runs of an experiment that should be trained now, and those that successive halving has
 * dropped.
 */
export async function dueRunsOf(store: RunStore, { source, ids }: StoredExperiment): Promise<DueRuns> {
  const experiment = readExperiment(source);
  const runs = plannedRuns(experiment).map((run, i) => ({ ...run, id: ids[i] }));
  const records = await plannedRecords(store, experiment, runs);
  return {
    due: dueRuns(experiment, records).map(({ run, until }) => ({
      id: run.planned.id,
      ...(until !== undefined && { until }),
    })),
    dropped: droppedRuns(experiment, records).map(({ planned }) => planned.id),
  };
}

/** Estimates the remaining cost of an experiment. */
export async function estimateFor(
  ports: SessionPorts,
  { source, ids, parallel, ...texts }: EstimateParams,
): Promise<ExperimentEstimate> {
  const experiment = readExperiment(source);
  const runs = plannedRuns(experiment).map((run, i) => ({ ...run, id: ids[i] }));
  const records = await plannedRecords(ports.store, experiment, runs);
  return estimateExperiment(experiment, records, { ...textsIn(experiment, texts), ports, parallel });
}

/**
 * Returns functions that open the texts of an experiment. `texts` contains the texts that are files, which
 * the extension has opened.
 */
function textsIn(experiment: Experiment, texts: ExperimentTexts): OpenTexts {
  const open = opener(experiment, texts);
  return {
    open: ({ condition }) => openPhased(experiment, condition.text, open),
    openValidation: async () => texts.validationText && openedText(texts.validationText),
  };
}

const opener =
  ({ phases, task }: Experiment, { texts }: ExperimentTexts) =>
  async (text: TextSource): Promise<RunSource> => {
    const opened = texts[text.name];
    if (opened) return phases.length > 0 ? inMemory(opened) : openedText(opened);
    if ('path' in text) throw new Error(`the text ${text.name} was not opened`);
    return generatedSource(text.generator, text.params, task);
  };

/** Opens a text, and reads it into memory if it is not too large. */
function inMemory(text: SourceText | SourceFile): RunSource {
  const { bytes, ...source } = openedText(text);
  const isSmall = 'size' in text && text.size <= IN_MEMORY;
  if (typeof bytes !== 'function' || !isSmall) return { ...source, bytes };
  return {
    name: source.name,
    uri: source.uri,
    bytes: concatenate(
      Uint8Array,
      Array.from(bytes(), piece => piece.slice()),
    ),
  };
}
