import { groupBy } from '../common/groupBy';
import {
  type ConditionComparison,
  comparesLowestOnly,
  comparisonsOf,
} from '../engine/experiments/comparisons';
import { conditionCurves } from '../engine/experiments/conditionCurves';
import { effectsOf } from '../engine/experiments/effects';
import type { Experiment } from '../engine/experiments/experiment';
import { readExperiment } from '../engine/experiments/experimentFile';
import { droppedRuns } from '../engine/experiments/halving';
import { plannedRuns } from '../engine/experiments/plannedRuns';
import { type ConditionResult, resultsOf } from '../engine/experiments/results';
import { lossUnit, type PlannedRecord } from '../engine/experiments/runLosses';
import type { RunStore } from '../engine/storage/runs/runStore';
import type { ExperimentResults } from '../export/experiment/experimentReport';
import { type ReportedFigures, resultFiles } from '../export/experiment/resultFiles';
import type { ClassicFigures } from '../protocol/classicFigures';
import type { StoredExperiment } from '../protocol/experiment';
import type {
  ComparisonFigures,
  ConditionCurve,
  ConditionFigures,
  ExperimentFigures,
} from '../protocol/experimentFigures';
import type { ExportedFile } from '../protocol/storage';
import type { ClassicRuns } from './classicRuns';
import { type IdentifiedRecord, plannedRecords } from './plannedRecords';

/**
 * MAX_CURVES: maximum number of conditions whose curves are returned. MAX_DRAWN: maximum number of runs whose
 * metrics are read for these curves.
 */
const [MAX_CURVES, MAX_DRAWN] = [8, 400];

/** Returns the results of an experiment, from the runs that have ended so far. */
export async function experimentFigures(
  store: RunStore,
  stored: StoredExperiment,
): Promise<ExperimentFigures> {
  const { experiment, results, runs, comparisons, effects } = await resultsIn(store, stored);
  const { task, measure } = experiment;
  const members = groupBy(runs, ({ planned }) => planned.condition);
  return {
    name: experiment.name,
    ...(task && { task }),
    unit: lossUnit(experiment),
    isHeldOut: measure.metric !== 'training.loss',
    isBest: measure.at === 'best',
    dropped: droppedRuns(experiment, runs).length,
    conditions: results.map(result => conditionFigures(result, members.get(result.condition) ?? [])),
    comparisons: comparisons.map(comparisonFigures),
    isPartial: comparesLowestOnly(results),
    effects,
    curves: await curvesIn(store, { experiment, results, runs }),
  };
}

/**
 * Returns the curves of the first conditions. `results` contains the condition with the lowest mean first.
 */
async function curvesIn(
  store: RunStore,
  { experiment, results, runs }: Pick<FoundResults, 'experiment' | 'results' | 'runs'>,
): Promise<ConditionCurve[]> {
  const shown = results.slice(0, MAX_CURVES);
  const conditions = new Set(shown.map(({ condition }) => condition));
  const drawn = runs
    .filter(({ planned, record }) => record && conditions.has(planned.condition))
    .slice(0, MAX_DRAWN)
    .map(({ planned }) => planned);
  return conditionCurves(experiment, shown, await plannedRecords(store, experiment, drawn, true));
}

/** Returns what the finished runs of an experiment have learned, if it repeats a classic one. */
export async function experimentClassic(
  store: RunStore,
  stored: StoredExperiment,
  classicRuns: ClassicRuns,
): Promise<ClassicFigures | undefined> {
  const { experiment, results, runs } = await resultsIn(store, stored);
  return classicRuns.figures(experiment, results, runs);
}

/**
 * Returns the files of an experiment's results: a CSV or TSV table with one row per run if the name `file` ends in `.csv` or
 * `.tsv`, else a report in Markdown and its plots.
 */
export async function experimentFiles(
  store: RunStore,
  stored: StoredExperiment,
  classicRuns: ClassicRuns,
  file: string,
): Promise<ExportedFile[]> {
  const found = await resultsIn(store, stored);
  return resultFiles(file, found, () => reportedFigures(store, found, classicRuns));
}

/** Returns the figures of a report that are read from the metrics and the weights of runs. */
export async function reportedFigures(
  store: RunStore,
  found: FoundResults,
  classicRuns: ClassicRuns,
): Promise<ReportedFigures> {
  const { experiment, results, runs } = found;
  return {
    curves: await curvesIn(store, found),
    classic: await classicRuns.figures(experiment, results, runs),
  };
}

/** The runs of an experiment and its results. */
export interface FoundResults extends ExperimentResults {
  readonly experiment: Experiment;
  readonly runs: readonly IdentifiedRecord[];
}

async function resultsIn(store: RunStore, { source, ids }: StoredExperiment): Promise<FoundResults> {
  const experiment = readExperiment(source);
  const planned = plannedRuns(experiment).map((run, i) => ({ ...run, id: ids[i] }));
  return resultsFor(experiment, await plannedRecords(store, experiment, planned));
}

/** Returns the results of an experiment whose records were read. */
export function resultsFor(experiment: Experiment, runs: readonly IdentifiedRecord[]): FoundResults {
  const results = resultsOf(experiment, runs);
  const [comparisons, effects] = [comparisonsOf(results), effectsOf(experiment, results)];
  return { experiment, runs, results, comparisons, effects };
}

function conditionFigures(
  { name, losses, mean, deviation, interval, failed, missing, droppedAfter }: ConditionResult,
  members: readonly PlannedRecord[],
): ConditionFigures {
  return {
    name,
    losses: [...losses].map(([seed, loss]) => ({ seed, loss })),
    done: members.flatMap(({ record }) => (record?.state === 'done' ? [record.id] : [])),
    ...(Number.isFinite(mean) && { mean }),
    ...(Number.isFinite(deviation) && { deviation }),
    ...(interval && { interval }),
    ...{ failed, missing },
    ...(droppedAfter !== undefined && { droppedAfter }),
  };
}

function comparisonFigures({ lower, higher, ...comparison }: ConditionComparison): ComparisonFigures {
  return { ...comparison, lower: lower.name, higher: higher.name };
}
