import { configure } from '../../engine/configuration/configure';
import { withLocale } from '../../engine/configuration/text';
import { checkSameSymbols, checkSymbols } from '../../engine/data/checkTexts';
import type { Hmm } from '../../engine/families/hmm/hmm';
import { decodeHmm, encodeHmm, type TrainedHmm } from '../../engine/families/hmm/hmmFile';
import { type HmmText, readHmmText } from '../../engine/families/hmm/hmmText';
import { letterClasses, withClassesOf, withSymbolsOf } from '../../engine/families/hmm/letterClasses';
import {
  BestStart,
  type HmmProgress,
  type HmmTrainingOptions,
  logLikelihoodOf,
  trainHmm,
} from '../../engine/families/hmm/trainHmm';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import type { HmmChoice, HmmFurtherParams, HmmParams, HmmRecord, HmmReport } from '../../protocol/hmmRecord';
import type { RunSettings } from '../../protocol/run';
import { yieldToMessages } from '../ports';
import { type EmPorts, newRecord, paced, readStart } from './storedTraining';

/** Number of characters of a text on which the states of letters are trained. More hardly change the states. */
const LETTERS = 20_000;

/** How a model is trained. */
interface Plan extends HmmChoice {
  readonly configuration: TrainedHmm['configuration'];
  /** The model whose training continues. */
  readonly from?: TrainedHmm;
}

/** Trains a hidden Markov model on a text, or trains a stored one further, and stores the result next to the runs. */
export async function trainStoredHmm(
  ports: EmPorts<HmmReport>,
  params: HmmParams | HmmFurtherParams,
): Promise<HmmRecord> {
  const { store } = ports;
  const { name, text: source } = params;
  const plan = 'from' in params ? await furtherPlan(store, params) : newPlan(params);
  const { configuration, states, isOfLetters, byLine, from } = plan;
  const text = readHmmText(source, configuration, byLine);
  const { symbols } = text.vocabulary;
  if (from) checkSameSymbols(from.symbols, symbols);
  checkSymbols({ ids: text.sequences[0], vocabulary: text.vocabulary }, source.name);
  const {
    hmm,
    iteration: further,
    floored,
  } = await (isOfLetters ? trainLetters : trainSymbols)(text, plan, ports);
  const iteration = (from?.iteration ?? 0) + further;
  const logLikelihood = logLikelihoodOf(hmm, text.sequences);
  const trained = { configuration, symbols, iteration, tokens: text.tokens };
  const loss = -logLikelihood / text.tokens;
  const record: HmmRecord = {
    ...newRecord({ name, source, loss, ...trained }),
    ...{ kind: 'hmm', states, isOfLetters, byLine },
    raisedEmissions: floored,
  };
  await store.create(record, encodeHmm({ hmm, symbols, configuration, iteration, byLine }));
  return record;
}

function newPlan(params: HmmParams): Plan {
  const unit: RunSettings = params.isOfLetters ? { 'text.unit': 'character' } : {};
  return { ...params, configuration: withLocale(configure({ ...params.settings, ...unit }), params.text) };
}

async function furtherPlan(store: ModelStore, params: HmmFurtherParams): Promise<Plan> {
  const { record, bytes } = await readStart(store, 'hmm', params);
  const from = decodeHmm(bytes);
  const { configuration, byLine } = from;
  const { states, isOfLetters } = record;
  return { configuration, byLine, states, isOfLetters, iterations: params.iterations, restarts: 1, from };
}

type Ports = EmPorts<HmmReport>;

function trainSymbols({ vocabulary, sequences }: HmmText, plan: Plan, ports: Ports): Promise<HmmProgress> {
  return run(sequences, optionsOf(plan, vocabulary.size, plan.from?.hmm), ports);
}

/** Trains the states on the classes of letters at the beginning of the text. */
async function trainLetters(
  { vocabulary, sequences: [ids] }: HmmText,
  plan: Plan,
  ports: Ports,
): Promise<HmmProgress> {
  const classes = letterClasses(vocabulary.symbols);
  const letters = ids.subarray(0, LETTERS).map(id => classes.of[id]);
  const from = plan.from && withClassesOf(plan.from.hmm, classes);
  const best = await run([letters], optionsOf(plan, classes.count, from), ports);
  return { ...best, hmm: withSymbolsOf(best.hmm, classes, ids) };
}

function optionsOf(
  { states, iterations, restarts, configuration }: Plan,
  symbols: number,
  from: Hmm | undefined,
): HmmTrainingOptions {
  const seed = configuration['training.seed'];
  return { ...{ states, symbols, iterations, restarts, seed }, tolerance: 0, ...(from && { from }) };
}

/** Trains all starts, or as many as there are before the training is stopped, and returns the most likely model. */
async function run(
  sequences: readonly Int32Array[],
  options: HmmTrainingOptions,
  { report, stop }: Ports,
): Promise<HmmProgress> {
  const { iterations, restarts } = options;
  const starts = new BestStart(sequences);
  const reportPaced = paced(report);
  for (const step of trainHmm(sequences, options)) {
    const { restart, iteration, logLikelihood } = step;
    starts.add(step);
    const share = (restart * iterations + iteration) / (restarts * iterations);
    reportPaced({ start: restart + 1, iteration, logLikelihood, share });
    await yieldToMessages();
    if (stop?.aborted) break;
  }
  const best = starts.find();
  if (!best) throw new Error('EM made no iteration');
  return best;
}
