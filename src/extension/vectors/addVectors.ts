import * as vscode from 'vscode';
import type { RunSettings } from '../../protocol/run';
import type { VectorsSource } from '../../protocol/vectors';
import type { Services } from '../core/services';
import type { ModelItem } from '../models/runAndModelTree';
import { chooseText } from '../training/textSource';
import { ActiveVectors } from './activeVectors';
import { pickNetwork } from './pickNetwork';
import { pickVectors } from './pickVectors';
import { continueVectors, trainVectors } from './trainVectorsCommand';
import { VectorsHover } from './vectorsHover';
import { VectorsPanels } from './vectorsPanels';
import { VectorsWorker } from './vectorsWorker';

/** Registers the commands, the pages and the hover for word vectors. */
export function addVectors(services: Services) {
  const { activeModel, modelRegistry, runManager, context, report } = services;
  const worker = new VectorsWorker(services.workers, services.sources);
  const active = new ActiveVectors(modelRegistry, context.workspaceState);
  const panels = new VectorsPanels(context.extensionUri, {
    ...{ worker, modelRegistry, runManager, activeModel, report },
    textOf: source => trainingTextOf(source, services),
  });
  const hover = new VectorsHover(worker, active);
  services.own(worker, panels, vscode.languages.registerHoverProvider({ scheme: '*' }, hover));

  /**
   * Shows the page of word vectors. Opens the vectors in the worker first, so that damaged vectors cause an
   * error message and no page.
   */
  const show = async (source: VectorsSource, isChanged = false) => {
    await modelRegistry.load();
    await worker.channel.request('describe', { source });
    // The hover shows the neighbours of words, not of the tokens of a network.
    if (source.kind !== 'model') await active.choose(source);
    panels.show(source, isChanged);
  };
  /** Trains word vectors. `settings` replace those of the user. */
  const train = async (uri: vscode.Uri, settings: RunSettings = {}) => {
    const record = await trainVectors(modelRegistry, panels, uri, settings);
    await active.choose({ kind: 'made', id: record.id });
    return record;
  };
  /** Continues the training of stored vectors. The worker then reads them again. */
  const further = async (id: string) => {
    const record = modelRegistry.model(id);
    if (record?.kind !== 'vectors') return undefined;
    const source = { kind: 'made', id } as const;
    panels.close(source);
    const forget = () => worker.channel.request('forget', { source });
    const trained = await continueVectors(modelRegistry, panels, record, forget);
    await active.choose(source);
    return trained;
  };
  services.command('trainVectors', (clicked?: unknown) =>
    train(chooseText(clicked instanceof vscode.Uri ? clicked : undefined)),
  );
  services.command('openVectorsFile', async (clicked?: unknown) => {
    const uri = clicked instanceof vscode.Uri ? clicked : await askForFile();
    if (!uri) return;
    const source = { kind: 'file', uri: uri.toString() } as const;
    await worker.channel.request('forget', { source }); // the file may have changed
    await show(source, true);
  });
  services.command('showModelVectors', async (clicked?: unknown) => {
    const choice = await pickNetwork({ runManager, activeModel }, clicked);
    if (!choice) return;
    const source = { kind: 'model', reference: activeModel.named(choice).reference } as const;
    await worker.channel.request('forget', { source }); // the network may have been trained further
    await show(source, true);
  });
  services.command('continueVectors', (item: ModelItem) => further(item.id));
  services.command('showVectors', async (item?: ModelItem) => {
    const id = item?.id ?? (await pickVectors(modelRegistry));
    if (id !== undefined) await show({ kind: 'made', id });
  });
  return { worker, hover, panels, show, train, further };
}

/** Returns the URI of the text on which vectors or their model were trained. Undefined if it is not known. */
function trainingTextOf(
  source: VectorsSource,
  { modelRegistry, runManager }: Pick<Services, 'modelRegistry' | 'runManager'>,
): vscode.Uri | undefined {
  if (source.kind === 'file') return undefined;
  if (source.kind === 'model') {
    const { reference } = source;
    const run = reference.kind === 'run' ? runManager.run(reference.id) : undefined;
    return run?.text.uri ? vscode.Uri.parse(run.text.uri) : undefined;
  }
  const record = modelRegistry.model(source.id);
  return record?.kind === 'vectors' ? vscode.Uri.parse(record.text.uri) : undefined;
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Open Word Vectors File');
  return (await vscode.window.showOpenDialog({ title, canSelectMany: false }))?.[0];
}
