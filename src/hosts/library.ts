import { configure } from '../engine/configuration/configuration';
import { reportGradients } from '../engine/eval/gradientReport';
import { type OpenModel, openModel } from '../engine/eval/openModel';
import { scoreText } from '../engine/eval/score';
import { cells } from '../engine/nn/cells';
import { viewOf } from '../engine/nn/shape';
import { sample } from '../engine/sample/sample';
import { plain } from '../engine/sample/shaping';
import { RunStore } from '../engine/store/runStore';
import { Channel, type Nothing, type Port } from '../protocol/channel';
import type { GradientReport, LibraryEvents, LibraryRequests } from '../protocol/library';
import type { RunRecord, Sample, Settings } from '../protocol/run';
import type { SampleParams, WorkerData } from '../protocol/trainer';
import { NodeFileSystem } from './nodeFileSystem';
import { loadKernels } from './ports';

/** Looks after the runs that are not training, for whoever is at the other end of `port`. */
export function serveLibrary(port: Port, { storeFolder, kernelFolder }: WorkerData): void {
  const store = new RunStore(new NodeFileSystem(storeFolder));
  const models = new Models(store, kernelFolder);
  let asked = 0;
  new Channel<Nothing, Nothing, LibraryRequests, LibraryEvents>(
    port,
    {
      list: async () => (await store.list()).map(asSeenFromOutside),
      history: ({ id }) => store.history(id),
      rename: async ({ id, name }) => asSeenFromOutside(await store.rename(id, name)),
      remove: async ({ id }) => {
        models.forget(id);
        await store.remove(id);
      },
      score: async ({ id, context, text }) => {
        const { record, open } = await models.open(id);
        const score = scoreText(open.model, open.tokenizer, context, text);
        return { ...score, run: { id, name: record.name, iteration: open.iteration } };
      },
      sample: async params => drawSample((await models.open(params.id)).open, params, asked++),
      checkGradients: settings => checkGradients(settings),
    },
    error => console.error(error),
  );
}

/** A run that was training when its window went away still says so on disk. */
function asSeenFromOutside(record: RunRecord): RunRecord {
  return record.state === 'running' ? { ...record, state: 'interrupted' } : record;
}

/** From the start state, as after a line's end. `times` counts the requests, so that each draws anew. */
function drawSample(
  { model, tokenizer, iteration, configuration }: OpenModel,
  { length, temperature }: SampleParams,
  times: number,
): Sample {
  const last = Math.max(model.vocabulary.id(tokenizer.lineEnd), 0);
  const draws = {
    purpose: 'sampleNow',
    seed: configuration['training.seed'],
    step: iteration * 1000 + (times % 1000),
  } as const;
  const ids = sample(model, { state: model.start(), last }, length, { ...plain, temperature }, draws);
  return { iteration, text: tokenizer.join(ids.map(id => model.vocabulary.symbols[id])) };
}

function checkGradients(settings: Settings): GradientReport {
  const { shape, ...report } = reportGradients(configure(settings));
  const { cell, activation, output, layers, vocabulary, hidden } = shape;
  const hasOwn = cells[cell].activation === 'own';
  const network = { cell, output, layers, vocabulary, hidden, embedding: viewOf(shape).E };
  return { ...report, network: hasOwn ? network : { ...network, activation } };
}

/** Keeps the model last asked for, as long as its run has not trained on. */
class Models {
  private last: { readonly id: string; readonly record: RunRecord; readonly open: OpenModel } | undefined;

  constructor(
    private readonly store: RunStore,
    private readonly kernelFolder: string,
  ) {}

  async open(id: string): Promise<{ record: RunRecord; open: OpenModel }> {
    const record = await this.store.read(id);
    if (this.last?.id !== id || this.last.record.iteration !== record.iteration) {
      const checkpoint = await this.store.loadWeights(record);
      const kernels = await loadKernels(this.kernelFolder, 'auto');
      this.last = { id, record, open: openModel(kernels, checkpoint) };
    }
    return { record, open: this.last.open };
  }

  forget(id: string): void {
    if (this.last?.id === id) this.last = undefined;
  }
}
