import type { CellFlow, VanishingFigures } from '../../protocol/course';
import type { RunRecord, RunSettings } from '../../protocol/run';
import { plain } from '../../settings/presetBases';
import type { Services } from '../core/services';
import { readRunText } from '../training/textSource';
import { lessonSettings } from './lessonSettings';
import type { LessonTools } from './lessonTools';
import type { LessonWork } from './lessonWork';

/** Number of updates. The gradient flow is measured at each quarter of them. */
const ITERATIONS = 1000;

/** The networks in the order of the lesson's options. They differ only in their units. */
const networks: readonly (readonly [string, RunSettings])[] = [
  ['logistic', { 'model.activation': 'logistic' }],
  ['tanh', { 'model.activation': 'tanh' }],
  ['relu', { 'model.activation': 'relu' }],
  ['LSTM', { 'model.cell': 'lstm' }],
];

const common = {
  ...plain,
  ...lessonSettings,
  'model.cell': 'elman',
  'model.hidden': 50,
  'training.optimizer': 'adam',
  'training.learningRate': 0.001,
  // The mean gradient of several streams: without it, the losses of some ReLU networks explode.
  'training.batch': 8,
  'training.gradientNormalisation': 'length',
  'training.sequenceLength': 50,
  'training.maxIterations': ITERATIONS,
  'snapshot.interval': ITERATIONS / 4,
};

/** Lesson 5: trains four networks, and reads how far their errors reach back. */
export function vanishingWork(
  { runManager, selection }: Services,
  { training, openDashboard }: Pick<LessonTools, 'training' | 'openDashboard'>,
): LessonWork<'vanishing'> {
  return {
    begin: async uri => {
      const text = await readRunText(uri);
      const ids: string[] = [];
      for (const [name, settings] of networks) {
        const run = await training.begin(`${text.name} · ${name}`, { text }, { ...common, ...settings });
        ids.push(run.id);
      }
      selection.choose(ids);
      openDashboard();
      return ids;
    },
    figures: async kept => {
      await runManager.load();
      const ids = kept as readonly string[];
      const runs = ids.map(id => runManager.run(id)).filter(run => run !== undefined);
      if (runs.length < networks.length) return undefined;
      const cells = await Promise.all(runs.map((run, i) => flowOf(run, networks[i][0])));
      return { cells } satisfies VanishingFigures;
    },
  };

  async function flowOf({ id, iteration, state }: RunRecord, name: string): Promise<CellFlow> {
    const { samples } = await runManager.history(id);
    const flow = samples.findLast(sample => sample.flow)?.flow?.[0] ?? [];
    return { name, iteration, planned: ITERATIONS, hasFailed: state === 'failed', flow };
  }
}
