import * as v from 'valibot';
import * as vscode from 'vscode';
import { Channel, type Handlers, type Nothing } from '../../protocol/channel';
import { mapLayouts, type VectorsSource } from '../../protocol/vectors';
import { MAX_MAP, type VectorsPageEvents, type VectorsPageRequests } from '../../protocol/vectorsPage';
import { pageTexts } from '../core/pageTexts';
import { savePicture } from '../core/savePicture';
import { Owner } from '../disposableOwner';
import { askCategories } from './askCategories';
import { kindSchema } from './vectorsSource';
import type { VectorsWorker } from './vectorsWorker';
import { webviewPort } from './webviewPort';

export interface VectorsPagePorts {
  readonly worker: VectorsWorker;
  readonly report: (error: unknown) => void;
  /** Returns the URI of the text on which vectors were trained. Undefined if it is not known. */
  readonly textOf: (source: VectorsSource) => vscode.Uri | undefined;
}

/**
 * Maximum number of words in one answer, and maximum length of a text that the user types, in UTF-16 code
 * units.
 */
const [MOST_WORDS, LONGEST] = [1000, 1000];

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_WORDS));
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const typed = v.pipe(v.string(), v.maxLength(LONGEST));
const findSchema = v.object({ query: typed, from: index, count });
const nearSchema = v.object({ ids: v.pipe(v.array(index), v.maxLength(MOST_WORDS)), count });
const analogySchema = v.object({ a: typed, b: typed, c: typed, count });
const wordSchema = v.object({ word: typed, count });
const placeSchema = v.object({ line: index, column: index, word: typed });
const listSchema = v.object({ words: v.pipe(v.array(typed), v.maxLength(MAX_MAP)) });
const useSchema = v.object({ of: kindSchema });
const mapSchema = v.object({
  count: v.pipe(index, v.maxValue(MAX_MAP)),
  clusters: v.pipe(index, v.minValue(1), v.maxValue(255)),
  layout: v.picklist(mapLayouts),
});

/**
 * A page that shows word vectors. Forwards the requests of the page to the worker, which computes the
 * answers.
 */
export class VectorsPage extends Owner {
  private readonly channel: Channel<Nothing, Nothing, VectorsPageRequests, VectorsPageEvents>;

  constructor(
    webview: vscode.Webview,
    private readonly name: string,
    private source: VectorsSource,
    private readonly ports: VectorsPagePorts,
  ) {
    super();
    const { port, listening } = webviewPort(webview);
    this.channel = new Channel(port, this.answers(), ports.report);
    this.own(listening);
  }

  override dispose(): void {
    this.channel.close('the page was closed');
    super.dispose();
  }

  private answers(): Handlers<VectorsPageRequests> {
    const { worker } = this.ports;
    return {
      ready: () => ({ ...pageTexts(), name: this.name, source: this.source }),
      use: (params: unknown) => {
        if (this.source.kind === 'model') this.source = { ...this.source, of: v.parse(useSchema, params).of };
        return this.source;
      },
      describe: (_, signal) => worker.channel.request('describe', { source: this.source }, { signal }),
      find: (params: unknown, signal) =>
        worker.channel.request('find', { source: this.source, ...v.parse(findSchema, params) }, { signal }),
      near: (params: unknown, signal) =>
        worker.channel.request('near', { source: this.source, ...v.parse(nearSchema, params) }, { signal }),
      analogy: (params: unknown, signal) =>
        worker.channel.request(
          'analogy',
          { source: this.source, ...v.parse(analogySchema, params) },
          { signal },
        ),
      map: (params: unknown, signal) =>
        worker.channel.request('map', { source: this.source, ...v.parse(mapSchema, params) }, { signal }),
      unseen: (params: unknown, signal) =>
        worker.channel.request('unseen', { source: this.source, ...v.parse(wordSchema, params) }, { signal }),
      places: (params: unknown, signal) =>
        worker.channel.request('places', { source: this.source, ...v.parse(wordSchema, params) }, { signal }),
      reveal: (params: unknown) => this.reveal(v.parse(placeSchema, params)),
      categories: askCategories,
      list: async (params: unknown) => {
        const content = v.parse(listSchema, params).words.join('\n');
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
      },
      save: (params: unknown) => savePicture(params),
    };
  }

  private async reveal({ line, column, word }: v.InferOutput<typeof placeSchema>): Promise<void> {
    const uri = this.ports.textOf(this.source);
    if (!uri) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const selection = new vscode.Range(line, column, line, column + word.length);
    await vscode.window.showTextDocument(document, { selection, viewColumn: vscode.ViewColumn.Beside });
  }

  /** Forwards the progress of a map to the page, if the map is this page's. */
  progress({ source, share }: { readonly source: VectorsSource; readonly share: number }): void {
    if (JSON.stringify(source) === JSON.stringify(this.source)) this.channel.send('mapProgress', { share });
  }
}
