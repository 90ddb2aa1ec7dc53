import { perplexityOf } from '../../common/perplexity';
import { configure } from '../../engine/configuration/configure';
import { textSettingsOf, withLocale } from '../../engine/configuration/text';
import { checkSymbols } from '../../engine/data/checkTexts';
import { encodeHmm } from '../../engine/families/hmm/hmmFile';
import { type HmmText, readHmmText } from '../../engine/families/hmm/hmmText';
import { letterClasses, withSymbolsOf } from '../../engine/families/hmm/letterClasses';
import { BestStart, type HmmProgress, logLikelihoodOf, trainHmm } from '../../engine/families/hmm/trainHmm';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import { newId } from '../../engine/storage/paths';
import { describeText } from '../../engine/train/trainingTexts';
import type { HmmParams, HmmRecord, HmmReport } from '../../protocol/hmmRecord';
import type { RunSettings } from '../../protocol/run';
import { randomSuffix, systemClock, yieldToMessages } from '../ports';

/** Number of characters of a text on which the states of letters are trained. More hardly change the states. */
const LETTERS = 20_000;
/** Minimum time, in milliseconds, between two reports of the progress. */
const PAUSE = 100;

/** Trains a hidden Markov model on a text, as one sequence, and stores it next to the runs. */
export async function trainStoredHmm(
  store: ModelStore,
  report: (progress: HmmReport) => void,
  params: HmmParams,
): Promise<HmmRecord> {
  const { name, text: source, states, isOfLetters } = params;
  const unit: RunSettings = isOfLetters ? { 'text.unit': 'character' } : {};
  const configuration = withLocale(configure({ ...params.settings, ...unit }), source);
  const text = readHmmText(source, configuration, false);
  const { symbols } = text.vocabulary;
  checkSymbols({ ids: text.sequences[0], vocabulary: text.vocabulary }, source.name);
  const seed = configuration['training.seed'];
  const train = isOfLetters ? trainLetters : trainSymbols;
  const { hmm, iteration, floored } = await train(text, params, { seed, report });
  const logLikelihood = logLikelihoodOf(hmm, text.sequences);
  const createdAt = systemClock.timestamp();
  const record: HmmRecord = {
    version: 1,
    kind: 'hmm',
    id: newId(createdAt, randomSuffix()),
    ...{ name, createdAt, states, isOfLetters },
    vocabulary: symbols.length,
    text: describeText(source, text.tokens),
    settings: textSettingsOf(configuration),
    iterations: iteration,
    perplexity: perplexityOf(-logLikelihood / text.tokens),
    raisedEmissions: floored,
  };
  await store.create(record, encodeHmm({ hmm, symbols, configuration, iteration, byLine: false }));
  return record;
}

interface TrainingPorts {
  readonly seed: number;
  readonly report: (progress: HmmReport) => void;
}

async function trainSymbols(
  { vocabulary, sequences }: HmmText,
  params: HmmParams,
  ports: TrainingPorts,
): Promise<HmmProgress> {
  return run(sequences, vocabulary.size, params, ports);
}

/** Trains the states on the classes of letters at the beginning of the text. */
async function trainLetters(
  { vocabulary, sequences: [ids] }: HmmText,
  params: HmmParams,
  ports: TrainingPorts,
): Promise<HmmProgress> {
  const classes = letterClasses(vocabulary.symbols);
  const letters = ids.subarray(0, LETTERS).map(id => classes.of[id]);
  const best = await run([letters], classes.count, params, ports);
  return { ...best, hmm: withSymbolsOf(best.hmm, classes, ids) };
}

/** Trains all starts and returns the most likely model. */
async function run(
  sequences: readonly Int32Array[],
  symbols: number,
  { states, iterations, restarts }: HmmParams,
  { seed, report }: TrainingPorts,
): Promise<HmmProgress> {
  const starts = new BestStart(sequences);
  let due = 0;
  for (const step of trainHmm(sequences, { states, symbols, iterations, tolerance: 0, restarts, seed })) {
    const { restart, iteration, logLikelihood } = step;
    starts.add(step);
    const share = (restart * iterations + iteration) / (restarts * iterations);
    if (performance.now() >= due || share === 1) {
      report({ start: restart + 1, iteration, logLikelihood, share });
      due = performance.now() + PAUSE;
    }
    await yieldToMessages();
  }
  const best = starts.find();
  if (!best) throw new Error('EM made no iteration');
  return best;
}
