import * as vscode from 'vscode';
import type { InspectionPartId } from '../../protocol/inspectionPage';
import type { ModelChoice } from '../core/activeModel';
import type { Services } from '../core/services';
import { pageOf, webviewOptions } from '../core/webviewPage';
import { DisposableMap } from '../disposableMap';
import { Owner } from '../disposableOwner';
import { InspectionPage, type InspectionPorts } from './inspectionPage';

/** Minimum milliseconds between two updates of a page while its network trains. */
const INTERVAL = 2000;

/** The open pages, one per network. */
export class InspectionPanels extends Owner {
  private readonly panels = this.own(new DisposableMap<string, vscode.WebviewPanel>());
  private readonly pages = new Map<string, InspectionPage>();

  constructor(
    private readonly extension: vscode.Uri,
    private readonly ports: InspectionPorts & Pick<Services, 'runManager' | 'modelRegistry'>,
  ) {
    super();
  }

  /** Shows a part of the page of a network beside the text. Without `part`, an open page keeps its part. */
  show(choice: ModelChoice, part?: InspectionPartId): void {
    const key = JSON.stringify(choice);
    const open = this.panels.get(key);
    if (open) {
      open.reveal(undefined, true);
      if (part) this.pages.get(key)?.showPart(part);
      return;
    }
    const title = () => vscode.l10n.t('Inside {0}', this.ports.activeModel.named(choice).name);
    const panel = vscode.window.createWebviewPanel(
      'elman.inspectionPanel',
      title(),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      // Keeps the page while it is hidden, because reading the text again would take time.
      { ...webviewOptions(this.extension), retainContextWhenHidden: true },
    );
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'elman-panel.svg');
    const parts = this.partsOf(choice);
    const page = new InspectionPage(panel.webview, choice, this.ports, { parts, part: part ?? parts[0] });
    this.pages.set(key, page);
    let updated = 0;
    const listening = this.ports.runManager.onDidChange(record => {
      if (!record || choice.kind !== 'run' || record.id !== choice.id) return;
      if (record.state === 'running' && Date.now() - updated < INTERVAL) return;
      updated = Date.now();
      panel.title = title();
      page.update();
    });
    this.panels.set(key, panel);
    panel.onDidDispose(() => {
      listening.dispose();
      page.dispose();
      if (this.panels.get(key) !== panel) return;
      this.panels.delete(key);
      this.pages.delete(key);
    });
    panel.webview.html = pageOf(panel.webview, this.extension, { bundle: 'inspection', place: 'panel' });
  }
  /** Returns the parts that a model has, the most important one first. A file may contain a model of any kind. */
  private partsOf(choice: ModelChoice): readonly InspectionPartId[] {
    if (choice.kind === 'file') return [...networkParts, 'states'];
    const record = choice.kind === 'made' ? this.ports.modelRegistry.model(choice.id) : undefined;
    if (record?.kind === 'hmm') return hmmParts;
    return record?.kind === 'lds' ? ldsParts : networkParts;
  }
}

const networkParts = ['trajectories', 'clusters', 'ranking', 'lesions', 'unrolled', 'weights'] as const;
const ldsParts = ['trajectories', 'clusters', 'ranking'] as const;
const hmmParts = ['states', ...ldsParts] as const;
