import { configure } from '../../engine/configuration/configure';
import { withLocale } from '../../engine/configuration/text';
import { checkSameSymbols } from '../../engine/data/checkTexts';
import { decodeLds, encodeLds, type TrainedLds } from '../../engine/families/lds/ldsFile';
import { LdsLanguageModel } from '../../engine/families/lds/ldsLanguageModel';
import { type LdsText, readLdsText } from '../../engine/families/lds/ldsText';
import { OneHot } from '../../engine/families/lds/oneHot';
import { ReadoutTraining } from '../../engine/families/lds/readout';
import { tokenFilter } from '../../engine/families/lds/tokenFilter';
import type { LdsProgress } from '../../engine/families/lds/trainLds';
import { lossOf, trainReadout, trainSystem } from '../../engine/families/lds/trainWithReadout';
import type { Kernels } from '../../engine/kernels/kernels';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import type { LdsChoice, LdsFurtherParams, LdsParams, LdsRecord, LdsReport } from '../../protocol/ldsRecord';
import { yieldToMessages } from '../ports';
import { type EmPorts, newRecord, paced, readStart } from './storedTraining';

/** How a system is trained. */
interface Plan extends LdsChoice, Pick<TrainedLds, 'configuration'> {
  readonly seed: number;
  /** The system whose training continues. */
  readonly from?: TrainedLds;
}

interface LdsPorts extends EmPorts<LdsReport> {
  kernels(): Promise<Kernels>;
}

/** Trains a linear dynamical system on a text, or a stored one further, and stores the result next to the runs. */
export async function trainStoredLds(
  ports: LdsPorts,
  params: LdsParams | LdsFurtherParams,
): Promise<LdsRecord> {
  const { name, text: source } = params;
  const plan = 'from' in params ? await furtherPlan(ports.store, params) : newPlan(params);
  const { configuration, states, seed, from } = plan;
  const text = readLdsText(source, configuration);
  if (from) checkSameSymbols(from.symbols, text.vocabulary.symbols);
  const report = paced(ports.report);
  const { stop } = ports;
  const { lds, iteration: further } = await runEm(text, plan, { report, stop });
  // Without any pass, the readout would ignore the states.
  const passes = stop?.aborted ? Math.min(1, plan.passes) : plan.passes;
  const { ids, vocabulary } = text;
  const { symbols } = vocabulary;
  const filter = tokenFilter(lds, new OneHot(ids, vocabulary.size));
  const training = new ReadoutTraining(await ports.kernels(), filter, ids, { passes, seed });
  let completed = 0;
  for (const share of trainReadout(training)) {
    completed = Math.floor(share * passes);
    report({
      stage: 'readout',
      iteration: further,
      share: share === 1 ? 1 : shareOf(plan, further, share * passes),
    });
    await yieldToMessages();
    if (stop?.aborted && completed > 0) break;
  }
  const readout = training.readout();
  const iteration = (from?.iteration ?? 0) + further;
  const loss = lossOf(new LdsLanguageModel(filter, readout, vocabulary), ids);
  const trained = { configuration, symbols, iteration };
  const record: LdsRecord = {
    ...newRecord({ name, source, loss, tokens: ids.length, ...trained }),
    ...{ kind: 'lds', states, passes: completed, seed },
    ...(completed < plan.passes && { requestedPasses: plan.passes }),
  };
  await ports.store.create(record, encodeLds({ lds, filter, readout, ...trained }));
  return record;
}

function newPlan(params: LdsParams): Plan {
  const configuration = withLocale(configure(params.settings), params.text);
  return { ...params, configuration, seed: configuration['training.seed'] };
}

async function furtherPlan(store: ModelStore, params: LdsFurtherParams): Promise<Plan> {
  const { record, bytes } = await readStart(store, 'lds', params);
  const from = decodeLds(bytes);
  const { states, seed, requestedPasses: passes = record.passes } = record;
  return { configuration: from.configuration, states, passes, seed, iterations: params.iterations, from };
}

/** Identifies the system, unless it continues, and improves it by EM. */
async function runEm(
  { ids, vocabulary }: LdsText,
  plan: Plan,
  { report, stop }: Pick<LdsPorts, 'report' | 'stop'>,
): Promise<LdsProgress> {
  const { states, iterations, seed, from } = plan;
  const symbols = vocabulary.size;
  const options = { states, symbols, iterations, tolerance: 0, seed, ...(from && { from: from.lds }) };
  let last: LdsProgress | undefined;
  for (const step of trainSystem(ids, options)) {
    last = step;
    const { iteration, logLikelihood } = step;
    report({
      stage: iteration === 0 ? 'identification' : 'em',
      iteration,
      ...(logLikelihood !== undefined && { logDensity: logLikelihood / ids.length }),
      share: shareOf(plan, iteration, 0),
    });
    await yieldToMessages();
    if (stop?.aborted) break;
  }
  if (!last) throw new Error('trainLds yields at least the start');
  return last;
}

/** Returns the share of the passes through the text that are done: the identification, EM and the readout. */
const shareOf = ({ iterations, passes }: Plan, iteration: number, pass: number) =>
  (1 + iteration + pass) / (1 + iterations + passes);
