import { networkWeightDetail } from '../../engine/inspection/weightDetail';
import { ModelStore } from '../../engine/storage/models/modelStore';
import { RunStore } from '../../engine/storage/runs/runStore';
import { Channel, type Port } from '../../protocol/channel';
import type { ComparedReference } from '../../protocol/differenceReading';
import type { ModelReference } from '../../protocol/modelReference';
import type { DocumentEvents, ReaderEvents, ReaderRequests, ReaderSources } from '../../protocol/reader';
import type { SurprisalLines, SurprisalTable } from '../../protocol/surprisalTable';
import type { TextRange } from '../../protocol/textRange';
import type { WorkerData } from '../../protocol/trainer';
import { kernelsOf, newHash, systemClock, yieldToMessages } from '../ports';
import { filesOf } from '../storeFiles';
import { checkTableSource } from '../tableSourceFile';
import { factsOf, predictAt, sampleFrom, scoreRange, tokensOf } from './answers';
import { attentionOf } from './attentionOf';
import { compareRange } from './comparison';
import { differenceOf } from './difference';
import { OpenDocuments } from './documents';
import { clustersOf } from './inspection/clusters';
import { statesOverview } from './inspection/hiddenStates';
import { lesionEffect, lesionedNetwork } from './inspection/lesionEffect';
import { rangeStates } from './inspection/rangeStates';
import { trajectoriesOf } from './inspection/trajectories';
import { unitsOf } from './inspection/units';
import { unrolledIn } from './inspection/unrolled';
import { LesionedModels } from './lesionedModels';
import { withTextFilter } from './loadedModel';
import { identityOf } from './modelIdentity';
import { Models } from './models';
import { networkExportOf } from './networkExport';
import { statesOf } from './statesReader';
import { sendSurprisal, writeSurprisal, writeTableSource } from './surprisal';
import { UnitReader } from './unitReader';
import { writeOn } from './writing';

/** Serves requests to read texts with models over `port`. */
export function serveReader(port: Port, data: WorkerData): void {
  const documents = new OpenDocuments();
  const files = filesOf(data);
  const stores = { store: new RunStore(files, newHash), modelStore: new ModelStore(files) };
  const models = new Models({
    ...stores,
    now: systemClock.now,
    kernels: () => kernelsOf(data, 'auto'),
    newHash,
    weights: id => channel.request('weights', { id }),
    file: uri => channel.request('file', { uri }),
    warn: sentences => channel.send('warned', { sentences }),
    yield: yieldToMessages,
  });
  const modelFor = async (reference: ModelReference, { filter }: TextRange) =>
    withTextFilter(await models.loadedModel(reference), filter);
  const scorerFor = async (reference: ModelReference, { filter }: TextRange) =>
    withTextFilter(await models.loadedScorer(reference), filter);
  const modelsFor = ({ models: named, sources: [{ range }] }: SurprisalTable) =>
    Promise.all(named.map(({ reference }) => modelFor(reference, range)));
  const units = new UnitReader(yieldToMessages);
  const lesioned = new LesionedModels({
    make: (open, choice) => lesionedNetwork(open, choice, () => kernelsOf(data, 'auto')),
    yield: yieldToMessages,
  });
  const comparedFor = async (reference: ComparedReference, range: TextRange) =>
    reference.kind === 'lesioned'
      ? withTextFilter(
          await lesioned.loadedModel(await models.loadedModel(reference.base), reference),
          range.filter,
        )
      : modelFor(reference, range);
  let asked = 0;
  const channel = new Channel<ReaderSources, DocumentEvents, ReaderRequests, ReaderEvents>(
    port,
    {
      describe: async ({ model }) => factsOf((await models.loadedScorer(model)).open),
      stateDictionaryGaps: ({ uri }) => models.stateDictionaryGaps(uri),
      // Each handler gets the document's text before its first `await`. Later, the text may contain an edit
      // that was made after the request.
      score: async ({ model, range }, signal) => {
        const text = documents.text(range.uri);
        return scoreRange(await scorerFor(model, range), text, range, signal);
      },
      tokens: async ({ model, range, ranks }, signal) => {
        const text = documents.text(range.uri);
        const {
          ids: _,
          first: __,
          ...found
        } = await tokensOf(await scorerFor(model, range), text, range, ranks, signal);
        return found;
      },
      unit: async ({ model, range, place }, signal) => {
        const text = documents.text(range.uri);
        return units.read(await modelFor(model, range), text, range, place, signal);
      },
      states: async ({ model, range }, signal) => {
        const text = documents.text(range.uri);
        return statesOf(await modelFor(model, range), text, range, signal);
      },
      attention: async ({ model, range, caret, place }, signal) => {
        const text = documents.text(range.uri);
        return attentionOf(await modelFor(model, range), text, range, { caret, place }, signal);
      },
      difference: async ({ model, range, other }, signal) => {
        const text = documents.text(range.uri);
        const both = [await modelFor(model, range), await comparedFor(other, range)] as const;
        return differenceOf(both, text, range, signal);
      },
      compare: async ({ models: references, range }, signal) => {
        const text = documents.text(range.uri);
        const loadedModels = await Promise.all(references.map(each => modelFor(each, range)));
        return compareRange(loadedModels, text, range, signal);
      },
      prediction: async ({ model, range, count }, signal) => {
        const text = documents.text(range.uri);
        return predictAt(await scorerFor(model, range), text, range, count, signal);
      },
      checkpoints: ({ id }) => stores.store.checkpoints.list(id),
      write: async ({ model, range, writing, id }, signal) => {
        const text = documents.text(range.uri);
        const wrote = (piece: string) => channel.send('wrote', { id, text: piece });
        return writeOn(await modelFor(model, range), text, range, writing, { wrote, signal });
      },
      surprisal: async (params, signal) => {
        await checkTableSource(params.path);
        const texts = params.sources.map(source => ({ ...source, text: documents.text(source.range.uri) }));
        const loaded = await modelsFor(params);
        const progress = (share: number) => channel.send('progress', { id: params.id, share });
        const identities = await Promise.all(
          loaded.map((model, i) => identityOf(params.models[i], model, stores)),
        );
        const rows = await writeSurprisal(loaded, texts, params, {
          signal,
          progress,
          yield: yieldToMessages,
        });
        await writeTableSource(params, identities);
        return rows;
      },
      surprisalTable: async (params, signal) => {
        const texts = params.sources.map(source => ({ ...source, text: documents.text(source.range.uri) }));
        const loaded = await modelsFor(params);
        const progress = (share: number) => channel.send('progress', { id: params.id, share });
        const send = (lines: SurprisalLines) => channel.send('rows', { id: params.id, ...lines });
        return sendSurprisal(loaded, texts, params, { signal, progress, send, yield: yieldToMessages });
      },
      trajectories: async ({ model, range, layer, skipped }, signal) => {
        const text = documents.text(range.uri);
        return trajectoriesOf(
          await rangeStates(await modelFor(model, range), text, range, layer, signal),
          text,
          skipped,
        );
      },
      clusters: async ({ model, range }) => {
        const text = documents.text(range.uri).slice(range.start, range.end);
        return clustersOf(await modelFor(model, range), text);
      },
      statesOverview: async ({ model, range }, signal) => {
        const text = range ? documents.text(range.uri).slice(range.start, range.end) : '';
        const loaded = range ? await modelFor(model, range) : await models.loadedModel(model);
        return statesOverview(loaded, text, signal);
      },
      units: async ({ model, range, property, hidden }, signal) => {
        const text = documents.text(range.uri).slice(range.start, range.end);
        return unitsOf(await modelFor(model, range), text, { property, hidden }, signal);
      },
      unrolled: async ({ model, range, steps, off, radius }, signal) => {
        const text = documents.text(range.uri);
        return unrolledIn(await modelFor(model, range), text, { range, steps, off, radius }, signal);
      },
      weights: async ({ model, matrix }) =>
        networkWeightDetail((await models.loadedModel(model)).open.model, matrix),
      exportNetwork: async ({ model, format }) =>
        networkExportOf((await models.loadedModel(model)).open, format),
      lesion: async ({ model, range, choice }) => {
        const text = documents.text(range.uri).slice(range.start, range.end);
        return lesionEffect(await modelFor(model, range), text, choice, () => kernelsOf(data, 'auto'));
      },
      sample: async params => sampleFrom((await models.loadedModel(params.model)).open, params, asked++),
    },
    error => console.error(error),
  );
  channel.on('opened', event => documents.open(event));
  channel.on('changed', event => documents.change(event));
  channel.on('closed', event => documents.close(event));
}
