import * as v from 'valibot';
import * as vscode from 'vscode';
import { Cancelled, Channel, type Handlers, type Nothing } from '../../protocol/channel';
import { comparedNames, type KindsRecord } from '../../protocol/kindsComparison';
import type { KindsPageEvents, KindsPageRequests } from '../../protocol/kindsPage';
import { pageTexts } from '../core/pageTexts';
import { savePicture } from '../core/savePicture';
import type { Services } from '../core/services';
import { Owner } from '../disposableOwner';
import { explainError } from '../explainError';
import { webviewPort } from '../vectors/webviewPort';
import type { KindsComparisons } from './kindsComparisons';
import { compareInText, comparisonsIn, saveModel, saveTable } from './kindsFiles';

const model = v.picklist(comparedNames);
const pairSchema = v.object({ first: model, second: model });
const modelSchema = v.object({ model });

export interface KindsPagePorts
  extends Pick<Services, 'storedComparisons' | 'activeModel' | 'runsFolder' | 'report'> {
  readonly comparisons: KindsComparisons;
  /** Continues a comparison. */
  readonly proceed: (record: KindsRecord) => Promise<void>;
  /** Moves a comparison to the trash. */
  readonly remove: (record: KindsRecord) => Promise<void>;
}

/** A page with a comparison of kinds of models, which grows while the models are trained. */
export class KindsPage extends Owner {
  private readonly channel: Channel<Nothing, Nothing, KindsPageRequests, KindsPageEvents>;
  private record: KindsRecord | undefined;

  constructor(
    webview: vscode.Webview,
    private readonly id: string,
    private readonly ports: KindsPagePorts,
  ) {
    super();
    const { port, listening } = webviewPort(webview);
    this.channel = new Channel(port, this.answers(), ports.report);
    this.own(listening);
    this.own(
      ports.comparisons.onDidChange(({ id: changed, record, progress }) => {
        if (changed !== id) return;
        if (progress) this.channel.send('progress', progress);
        else this.show(record ?? this.record);
      }),
    );
    this.own(ports.storedComparisons.onDidChange(changed => changed === id && this.read()));
    this.own(this.watch());
  }

  override dispose(): void {
    this.channel.close('the page was closed');
    super.dispose();
  }

  /** Reads the comparison again when another window or program changes, deletes or restores it. */
  private watch(): vscode.Disposable {
    const { id } = this;
    const folder = comparisonsIn(this.ports.runsFolder());
    const pattern = new vscode.RelativePattern(folder, `{${id},${id}/comparison.json}`);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const read = () => this.read();
    const events = [watcher.onDidCreate(read), watcher.onDidChange(read), watcher.onDidDelete(read)];
    return vscode.Disposable.from(watcher, ...events);
  }

  /** Reads and shows the stored record, unless this window is about to store a newer one. */
  private read(): Promise<void> {
    return this.guard(async () => {
      if (this.ports.comparisons.isActive(this.id)) return;
      const record = await this.ports.storedComparisons.read(this.id);
      if (record) this.show(record);
      else this.showDeletion();
    });
  }

  private showDeletion(): void {
    this.record = undefined;
    this.channel.send('deleted', undefined);
  }

  /** Shows a record or, if it is newer, the record that is already shown. */
  private show(record: KindsRecord | undefined): void {
    const isOld = record && this.record && record.results.length < this.record.results.length;
    if (!isOld) this.record = record;
    if (this.record)
      this.channel.send('comparison', {
        record: this.record,
        isActive: this.ports.comparisons.isActive(this.id),
      });
  }

  private answers(): Handlers<KindsPageRequests> {
    const { comparisons, storedComparisons } = this.ports;
    const { id } = this;
    return {
      ready: () => {
        // Sends the comparison only after the answer to this request, so that the page has its texts first.
        setTimeout(() => this.read(), 0);
        return { ...pageTexts(), id };
      },
      stop: () => comparisons.stop(id),
      proceed: () => this.guard(async () => this.record && this.ports.proceed(this.record)),
      remove: () => this.guard(async () => this.record && this.ports.remove(this.record)),
      restore: () => this.guard(() => storedComparisons.restore([id])),
      saveTable: () => this.guard(async () => this.record && saveTable(this.record)),
      save: (params: unknown) => savePicture(params),
      compareInText: (params: unknown) =>
        this.guard(
          async () => this.record && compareInText(this.ports, this.record, v.parse(pairSchema, params)),
        ),
      saveModel: (params: unknown) =>
        this.guard(
          async () => this.record && saveModel(this.ports, this.record, v.parse(modelSchema, params).model),
        ),
    };
  }

  /** Runs an action. Shows its errors in the page. */
  private async guard(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (error instanceof Cancelled || error instanceof vscode.CancellationError) return;
      const message = explainError(error, this.ports.report);
      this.channel.send('failed', { message });
    }
  }
}
