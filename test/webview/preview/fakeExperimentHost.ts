import { classicThresholds } from '../../../src/common/classics/classicThresholds';
import { Channel, type Nothing } from '../../../src/protocol/channel';
import type { ClassicFigures } from '../../../src/protocol/classicFigures';
import type {
  ComparisonFigures,
  ConditionFigures,
  ExperimentFigures,
} from '../../../src/protocol/experimentFigures';
import type { ExperimentPageEvents, ExperimentPageRequests } from '../../../src/protocol/experimentPage';

/**
 * Provides the API that VS Code offers to a webview, with a made-up experiment. Runs in the page before the
 * page's own script.
 */

declare const wishes: {
  readonly experiment: 'done' | 'training' | 'empty' | 'failed' | 'many' | 'long' | 'classic';
  readonly language: string;
  readonly translations: Record<string, string>;
};

const activations = ['tanh', 'elu', 'relu', 'logistic'] as const;
const isMany = wishes.experiment === 'many';
const rates = isMany ? Array.from({ length: 250 }, (_, i) => i + 1) : [0.03, 0.1];
/** Names of texts, which are paths of files without spaces. */
const suffix = wishes.experiment === 'long' ? ` · ${'complete_works_lower_case_'.repeat(3)}train.txt` : '';
const SEEDS = wishes.experiment === 'empty' ? 0 : 5;

const conditions = activations.flatMap((activation, a) =>
  rates.map((rate, r): ConditionFigures => {
    const centre = 2.1 + 0.07 * a + (isMany ? 0.004 * r : 0.02 * (a % 2 === r ? 0 : 1));
    const losses = Array.from({ length: SEEDS }, (_, i) => ({
      seed: i + 1,
      loss: centre + 0.03 * Math.sin(7 * i + a),
    }));
    const isFailed = activation === 'relu' && rate === 0.1 && losses.length > 0;
    const kept = isFailed ? losses.slice(1) : losses;
    const mean = kept.reduce((sum, { loss }) => sum + loss, 0) / kept.length;
    return {
      name: `${activation} · learningRate ${rate}${suffix}`,
      losses: kept,
      done: kept.map(({ seed }) => `${activation}-${rate}-${seed}`),
      ...(kept.length > 0 && { mean, deviation: 0.021, interval: { low: mean - 0.026, high: mean + 0.026 } }),
      failed: isFailed ? 1 : 0,
      missing: 5 - kept.length - (isFailed ? 1 : 0),
    };
  }),
);

const comparisons = conditions.slice(0, 8).flatMap((lower, i) =>
  conditions.slice(i + 1, 8).map(
    (higher): ComparisonFigures => ({
      ...{ lower: lower.name, higher: higher.name, difference: (higher.mean ?? 0) - (lower.mean ?? 0) },
      ...{ interval: { low: 0.024, high: 0.038 }, seeds: 5, wins: 5, p: i === 0 ? 0.0004 : 0.21 },
    }),
  ),
);

/** Curves that fall to the means, with bands that narrow. Those of two seeds and more have bands. */
const curves = conditions.slice(0, 8).map(({ name, mean = 2.4, losses }, i) => ({
  name,
  points: Array.from({ length: SEEDS === 0 ? 0 : 60 }, (_, k) => {
    const loss = mean + 1.9 * Math.exp(-(k + 1) / (6 + i));
    const half = 0.02 + 0.2 * Math.exp(-k / 9);
    const interval = losses.length > 1 ? { interval: { low: loss - half, high: loss + half } } : {};
    return { iteration: 500 * (k + 1), mean: loss, ...interval };
  }),
}));

const figures: ExperimentFigures = {
  name: `four activations${suffix}`,
  ...{ isHeldOut: true, isBest: true, conditions, isPartial: isMany, dropped: 0 },
  curves: SEEDS === 0 ? [] : curves,
  comparisons: SEEDS === 0 ? [] : comparisons,
  effects:
    SEEDS === 0
      ? []
      : [
          {
            setting: 'model.activation',
            share: 0.83,
            means: activations.map((value, i) => ({ value: value + suffix, mean: 2.1 + 0.07 * i })),
          },
          {
            setting: 'training.learningRate',
            share: 0.041,
            means: [
              { value: '0.03', mean: 2.2 },
              { value: '0.1', mean: 2.22 },
            ],
          },
        ],
};

/** Figures of a network that has learned XOR in time with one of two activations, and made-up clusters of words. */
const classic: ClassicFigures = {
  source: 'Elman 1990',
  reported:
    'Two random bits and their exclusive or, again and again. Only every third bit can be predicted, from the two before it. Elman reports that the error drops at every third bit.',
  found:
    'Measured with these settings: the root mean square of 1 - P is 0.31 to 0.37 at the third bit and 0.51 to 0.54 at the others (three seeds). Elman used 2 hidden units. With 2, only one of three seeds learned it in 100 passes; with 4, all did.',
  thresholds: Object.values(classicThresholds.xor.thresholds),
  tokens: [...'123123123123'],
  ...{ runs: 10, finished: 20 },
  conditions: ['tanh', 'relu'].map((name, c) => ({
    name,
    runs: [1, 2, 3, 4, 5].map(seed => ({
      seed,
      figures: [0.31, 0.52, 0.51].map((figure, i) => ({
        figure: figure + 0.012 * seed + (i === 0 ? 0.15 * c : 0),
        isMet: i > 0 || c === 0,
      })),
    })),
    places: Array.from({ length: 12 }, (_, i) => {
      const mean = (i % 3 === 2 ? 0.33 + 0.15 * c : 0.52) + 0.004 * ((i * 7) % 5);
      return { place: i + 1, mean, interval: { low: mean - 0.03, high: mean + 0.03 } };
    }),
    labels: ['1', '2', '3'].map(label => ({ label, rms: 0.5, surprisal: 0.69, bits: [0.5, 0.1] })),
    agreement: [
      { group: 'all', value: '', right: 0.985 },
      { group: 'clause', value: 'subject with object', right: 0.988 },
      { group: 'distance', value: '2', right: 0.991 },
      { group: 'attractor', value: 'yes', right: 0.979 },
    ],
  })),
  clusters: 'cat (animal)   ┐\ndog (animal)   ┴──────┐\nbook (inanimate) ──────┴─\n',
};

let receive: (message: unknown) => void = () => undefined;
const channel: Channel<Nothing, Nothing, ExperimentPageRequests, ExperimentPageEvents> = new Channel<
  Nothing,
  Nothing,
  ExperimentPageRequests,
  ExperimentPageEvents
>(
  {
    post: data =>
      window.dispatchEvent(new MessageEvent('message', { data: JSON.parse(JSON.stringify(data)) })),
    listen: listener => {
      receive = listener;
    },
  },
  {
    ready: () => {
      setTimeout(send);
      return { translations: wishes.translations, language: wishes.language, file: 'file:///a.elman.json' };
    },
    run: () => progress(true),
    stop: () => progress(false),
    openFile: () => note('openFile'),
    saveReport: () => note('saveReport'),
    save: ({ name, format }) => note(`save ${name} ${format}`),
    compare: () => note('compare'),
    mix: () => note('mix'),
    trainMean: () => note('trainMean'),
  },
  error => console.error(error),
);

/** Stores the last request on the window, where tests can read it. */
const note = (asked: string) => void Object.assign(window, { asked });

function send(): void {
  if (wishes.experiment === 'failed') {
    channel.send('failed', { message: '"english.txt" could not be read (ENOENT).' });
    return;
  }
  progress(wishes.experiment === 'training');
  channel.send('figures', figures);
  channel.send('classic', wishes.experiment === 'classic' ? { figures: classic } : {});
}

function progress(isActive: boolean): void {
  const done = conditions.reduce((sum, each) => sum + each.done.length, 0);
  const total = 5 * conditions.length + (isActive ? 20 : 0);
  const failed = SEEDS === 0 ? 0 : 1;
  channel.send('progress', {
    ...{ total, done, failed, dropped: 0, training: isActive ? 2 : 0, isActive },
    ...(isActive && { secondsLeft: 190 }),
  });
}

Object.assign(window, {
  acquireVsCodeApi: () => ({
    // Clones messages and delivers them later, as VS Code does.
    postMessage: (message: unknown) => setTimeout(() => receive(structuredClone(message))),
    setState: (state: unknown) => Object.assign(window, { state }),
  }),
});
