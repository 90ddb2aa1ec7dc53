import type { RunRecord, Settings } from '../../protocol/run';
import type { StartParams } from '../../protocol/trainer';
import { UserError } from '../../protocol/userError';
import { configure } from '../configuration/configuration';
import { checkCorpus, readCorpus } from '../data/corpus';
import { tokenizers } from '../data/tokenizers';
import { fingerprint } from '../store/digest';
import { newRunId } from '../store/runStore';
import type { SessionPorts } from './ports';
import { Session } from './session';
import { Trainer } from './trainer';
import { restoreTrainer, saveTrainer } from './trainState';

/** Checks settings and text, and only then makes a run with its first checkpoint. Throws a UserError and leaves nothing otherwise. */
export async function startSession(ports: SessionPorts, params: StartParams): Promise<Session> {
  const { name, text } = params;
  const configuration = configure(params.settings);
  const settings: Settings = { ...configuration };
  const corpus = readCorpus(text, tokenizers[configuration['text.unit']], configuration['text.minimumCount']);
  checkCorpus(corpus, text.name, configuration['training.sequenceLength'], configuration['training.batch']);
  const trainer = new Trainer(await ports.kernels(configuration['kernels.build']), corpus, configuration);
  const createdAt = ports.clock.timestamp();
  const record: RunRecord = {
    version: 1,
    id: newRunId(createdAt, ports.randomSuffix()),
    name,
    createdAt,
    state: 'paused',
    settings,
    text: {
      name: text.name,
      uri: text.uri,
      fingerprint: fingerprint(text.bytes),
      bytes: text.bytes.length,
      tokens: corpus.ids.length,
    },
    vocabulary: corpus.vocabulary.size,
    kernels: trainer.kernels.build,
    iteration: 0,
    smoothLoss: trainer.smoothLoss,
    tokensPerSecond: 0,
    elapsed: 0,
  };
  await ports.store.create(record, text.bytes);
  await ports.store.saveCheckpoint(record.id, 0, saveTrainer(trainer, settings, { elapsed: 0 }));
  return new Session(ports, record, trainer, 0);
}

/** Opens a stored run at its newest checkpoint that verifies; what was recorded after it is dropped and made anew. */
export async function resumeSession(ports: SessionPorts, id: string): Promise<Session> {
  const record = await ports.store.read(id);
  const configuration = configure(record.settings);
  const limit = configuration['training.maxIterations'];
  const checkpoint = await ports.store.loadCheckpoint(id);
  if (limit > 0 && checkpoint.iteration >= limit) {
    throw new UserError(
      'This run has done all its {0} iterations. To train longer, raise elman.training.maxIterations and train again.',
      [limit],
      'elman.training.maxIterations',
    );
  }
  const bytes = await ports.store.text(record);
  const tokenizer = tokenizers[configuration['text.unit']];
  const corpus = readCorpus({ name: record.text.name, bytes }, tokenizer, configuration['text.minimumCount']);
  const trainer = new Trainer(await ports.kernels(record.kernels), corpus, configuration);
  const { elapsed } = restoreTrainer(trainer, checkpoint);
  await ports.store.truncate(id, checkpoint.iteration);
  return new Session(ports, { ...record, failure: undefined }, trainer, elapsed);
}
