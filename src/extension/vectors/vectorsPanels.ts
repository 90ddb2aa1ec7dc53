import * as v from 'valibot';
import * as vscode from 'vscode';
import type { VectorsSource } from '../../protocol/vectors';
import type { ActiveModel } from '../core/activeModel';
import type { ModelRegistry } from '../core/modelRegistry';
import type { RunManager } from '../core/runManager';
import { type PageBundle, pageOf, webviewOptions } from '../core/webviewPage';
import { DisposableMap } from '../disposableMap';
import { Owner } from '../disposableOwner';
import { nameOf } from '../uris';
import type { FollowedTraining } from './followedTraining';
import { TrainingPage } from './trainingPage';
import { VectorsPage, type VectorsPagePorts } from './vectorsPage';
import { keyOf, sourceSchema } from './vectorsSource';

const panelType = 'elman.vectorsPanel';

/**
 * The state that a page stores with `setState`. VS Code passes it on when it restores the page after a
 * reload.
 */
const stateSchema = v.object({ source: sourceSchema });

export interface VectorsPanelsPorts extends VectorsPagePorts {
  readonly modelRegistry: ModelRegistry;
  readonly runManager: RunManager;
  readonly activeModel: ActiveModel;
}

/** A page that shows a training of word vectors. */
export interface FollowingPage {
  dispose(): void;
  /** Shows the trained vectors in the page, unless the user has closed it. */
  show(source: VectorsSource): void;
}

/** The open pages with word vectors. VS Code restores them after a reload. */
export class VectorsPanels extends Owner implements vscode.WebviewPanelSerializer {
  private readonly panels = this.own(new DisposableMap<string, vscode.WebviewPanel>());

  constructor(
    private readonly extension: vscode.Uri,
    private readonly ports: VectorsPanelsPorts,
  ) {
    super();
    this.own(vscode.window.registerWebviewPanelSerializer(panelType, this));
  }

  /**
   * Shows the page of word vectors. Creates the page if it is not open. Loads an open page again if
   * `isChanged` is true, which means that the file of the vectors has changed.
   */
  show(source: VectorsSource, isChanged = false): void {
    const panel = this.panels.get(keyOf(source));
    if (panel) {
      panel.reveal();
      if (isChanged) this.fill(panel, 'vectors');
      return;
    }
    const title = vectorsName(source, this.ports);
    const options = webviewOptions(this.extension);
    this.keep(vscode.window.createWebviewPanel(panelType, title, vscode.ViewColumn.Active, options), source);
  }

  /** Closes the page of word vectors, if it is open. */
  close(source: VectorsSource): void {
    this.panels.get(keyOf(source))?.dispose();
  }

  /**
   * Opens a page that shows a training. Returns functions that close the page or show the trained vectors in
   * it.
   */
  follow(training: FollowedTraining): FollowingPage {
    const { ViewColumn } = vscode;
    const options = webviewOptions(this.extension);
    const panel = vscode.window.createWebviewPanel(panelType, training.name, ViewColumn.Active, options);
    const page = new TrainingPage(panel.webview, training, this.ports.report);
    let isClosed = false;
    panel.onDidDispose(() => {
      isClosed = true;
      page.dispose();
    });
    this.fill(panel, 'vectorsTraining');
    return {
      dispose: () => panel.dispose(),
      show: source => {
        page.dispose();
        if (!isClosed) this.keep(panel, source);
      },
    };
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const read = v.safeParse(stateSchema, state);
    await Promise.all([this.ports.modelRegistry.load(), this.ports.runManager.load()]);
    if (read.success) this.keep(panel, read.output.source);
    else panel.dispose();
  }

  private keep(panel: vscode.WebviewPanel, source: VectorsSource): void {
    const key = keyOf(source);
    const { webview } = panel;
    const name = vectorsName(source, this.ports);
    const page = new VectorsPage(webview, name, source, this.ports);
    const listening = this.ports.worker.onDidProgress(progress => page.progress(progress));
    this.panels.set(key, panel);
    panel.onDidDispose(() => {
      page.dispose();
      listening.dispose();
      if (this.panels.get(key) === panel) this.panels.delete(key);
    });
    this.fill(panel, 'vectors');
  }

  private fill(panel: vscode.WebviewPanel, bundle: PageBundle): void {
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'elman-panel.svg');
    panel.webview.options = webviewOptions(this.extension);
    panel.webview.html = pageOf(panel.webview, this.extension, { bundle, place: 'panel' });
  }
}

/** Returns the name in the record of the vectors, of the file with the vectors, or of the model that has them. */
function vectorsName(
  source: VectorsSource,
  { modelRegistry, activeModel }: Pick<VectorsPanelsPorts, 'modelRegistry' | 'activeModel'>,
): string {
  if (source.kind === 'file') return nameOf(vscode.Uri.parse(source.uri));
  if (source.kind === 'made') return modelRegistry.model(source.id)?.name ?? source.id;
  const { reference } = source;
  if (reference.kind !== 'run') return vscode.l10n.t('Vectors of {0}', activeModel.named(reference).name);
  const { kind, id, checkpoint } = reference;
  return vscode.l10n.t('Vectors of {0}', activeModel.named({ kind, id, checkpoint }).name);
}
