import { classicFigures, type MeasuredRun } from '../engine/experiments/classics/classicFigures';
import { classicOf, type RepeatedClassic } from '../engine/experiments/classics/classicOf';
import { type ClassicMeasurement, measureClassic } from '../engine/experiments/classics/measureClassic';
import { classedStates } from '../engine/experiments/classics/measures';
import { isMeasured, newTextOf } from '../engine/experiments/classics/newText';
import type { Experiment } from '../engine/experiments/experiment';
import type { GeneratorName } from '../engine/experiments/generators';
import type { ConditionResult } from '../engine/experiments/results';
import type { PlannedRecord } from '../engine/experiments/runLosses';
import { openModel } from '../engine/families/kinds';
import type { OpeningPorts, TextModel } from '../engine/model/openModel';
import { averageLinkage } from '../engine/scoring/clusters/averageLinkage';
import type { RunStore } from '../engine/storage/runs/runStore';
import { dendrogramText } from '../export/clusters/dendrogram';
import type { ClassicFigures } from '../protocol/classicFigures';
import type { RunRecord } from '../protocol/run';
import { UserError } from '../protocol/userError';
import { yieldToMessages } from './ports';

/** Maximum number of runs that are measured, because measuring one takes up to a second. */
const MOST = 40;

interface Measured {
  readonly measurement: ClassicMeasurement;
  /** A drawing of the clusters of words. Missing if the experiment is not about classes of words. */
  readonly clusters?: string;
}

/** Measures what finished runs of classic experiments have learned. Measures each run only once. */
export class ClassicRuns {
  private readonly measured = new Map<string, Promise<Measured | undefined>>();

  constructor(
    private readonly store: RunStore,
    private readonly ports: OpeningPorts,
  ) {}

  /**
   * Returns the figures of an experiment that repeats a classic one; otherwise undefined. Measures the runs of the first
   * conditions in `results`. Leaves out runs whose weights cannot be read.
   */
  async figures(
    experiment: Experiment,
    results: readonly ConditionResult[],
    runs: readonly PlannedRecord[],
  ): Promise<ClassicFigures | undefined> {
    const repeated = experiment.task === undefined ? classicOf(experiment) : undefined;
    if (!repeated) return undefined;
    const finished = results.flatMap(({ condition, name }) =>
      runs.flatMap(({ planned, record }) =>
        planned.condition === condition && record?.state === 'done'
          ? [{ name, seed: planned.seed, record }]
          : [],
      ),
    );
    const measured: (MeasuredRun & Measured)[] = [];
    for (const { record, ...run } of finished.slice(0, MOST)) {
      const found = await this.once(repeated, record);
      if (found) measured.push({ ...run, ...found });
    }
    const clusters = measured[0]?.clusters;
    return {
      ...classicFigures(repeated, measured, finished.length),
      ...(clusters !== undefined && { clusters }),
    };
  }

  private once({ generator }: RepeatedClassic, record: RunRecord): Promise<Measured | undefined> {
    const key = `${generator} ${record.id} ${record.iteration}`;
    const measured = this.measured.get(key) ?? this.measure(generator, record);
    this.measured.set(key, measured);
    return measured;
  }

  private async measure(generator: GeneratorName, record: RunRecord): Promise<Measured | undefined> {
    if (!isMeasured(generator)) return undefined;
    try {
      const bytes = await this.store.modelFile(record, 'usual');
      const open = await openModel({ name: record.id, bytes }, this.ports);
      await yieldToMessages();
      const measurement = measureClassic(generator, open);
      await yieldToMessages();
      return { measurement, ...(generator === 'lexical' && clustersOf(open)) };
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }
}

/** Draws the clusters of the words of `lexical` by their mean hidden states, with the classes of each word. */
function clustersOf(open: TextModel): Pick<Measured, 'clusters'> {
  const states = classedStates(open, newTextOf('lexical'));
  if (!states || states.words.length === 0) return {};
  const names = states.words.map((word, row) => {
    const classes = [...states.classes[row]];
    return classes.length === 0 ? word : `${word} (${classes.join(', ')})`;
  });
  return { clusters: dendrogramText(averageLinkage(states), names) };
}
