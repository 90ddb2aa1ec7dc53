import { experimentText } from './experimentText';
import { USUAL_SEEDS } from './moreSeeds';

/**
 * Number of iterations of each of the 20 runs, by the sample text. On two cores, all runs together take 15 s
 * with the English text and 23 s with the Japanese one, whose vocabulary is 30 times as large.
 */
const iterations = { english: 2000, japanese: 300 } as const;
/** Number of points of each curve on the page with the results. */
const POINTS = 5;

/**
 * Returns the file of the experiment with which the walkthrough ends: four activations, each with five seeds.
 * `text` is the path of the sample text. Each line of `comments` precedes the experiment.
 */
export function activationExperiment(name: string, text: string, comments: readonly string[]): string {
  const end = text.endsWith('japanese.txt') ? iterations.japanese : iterations.english;
  return experimentText(
    {
      ...{ version: 1, name, text },
      settings: {
        'model.hidden': 50,
        'training.optimizer': 'adam',
        'training.learningRate': 0.001,
        // The mean gradient of several streams: without it, the losses of some ReLU networks explode.
        'training.batch': 8,
        'training.gradientNormalisation': 'length',
        'training.maxIterations': end,
        'validation.fraction': 0.05,
        'validation.interval': end / POINTS,
      },
      vary: { 'model.activation': ['tanh', 'logistic', 'relu', 'elu'] },
      seeds: USUAL_SEEDS,
    },
    comments,
  );
}
