import * as v from 'valibot';
import * as vscode from 'vscode';
import { Channel, type Handlers, type Nothing } from '../../protocol/channel';
import type {
  ShownTranslations,
  TranslationPageEvents,
  TranslationPageRequests,
} from '../../protocol/translationPage';
import { pageTexts } from '../core/pageTexts';
import { savePicture } from '../core/savePicture';
import { pageOf, webviewOptions } from '../core/webviewPage';
import { Owner } from '../disposableOwner';
import { webviewPort } from '../vectors/webviewPort';
import { areFew } from './sources';
import type { Translator } from './translator';

type PageChannel = Channel<Nothing, Nothing, TranslationPageRequests, TranslationPageEvents>;

const panelType = 'elman.translationPanel';

/** The state that the page stores. VS Code passes it on when it restores the page after a reload. */
const stateSchema = v.object({ sources: v.array(v.string()) });

/** The page with the targets that were written last. When VS Code restores it, its sources are translated again. */
export class TranslationPanels extends Owner implements vscode.WebviewPanelSerializer {
  private open: { readonly panel: vscode.WebviewPanel; readonly channel: PageChannel } | undefined;
  private shown: ShownTranslations | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly translator: Pick<Translator, 'translate'>,
    private readonly report: (error: unknown) => void,
  ) {
    super();
    this.own(vscode.window.registerWebviewPanelSerializer(panelType, this));
  }

  override dispose(): void {
    super.dispose();
    this.open?.panel.dispose();
  }

  /** Shows targets in the page. Opens it beside the text, if it is not open. */
  show(shown: ShownTranslations): void {
    this.shown = shown;
    if (this.open) {
      this.open.channel.send('translated', shown);
      this.open.panel.reveal(undefined, true);
    } else this.create(shown);
  }

  /** Closes the page if its sources cannot be translated any more, for example because there is no translator. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const read = v.safeParse(stateSchema, state);
    const sources = read.success ? read.output.sources : [];
    const shown = areFew(sources)
      ? await this.translator.translate(sources).catch(() => undefined)
      : undefined;
    if (!shown || this.open) return panel.dispose();
    this.shown = shown;
    panel.webview.options = webviewOptions(this.extension);
    this.fill(panel, shown);
  }

  private create(shown: ShownTranslations): void {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const title = vscode.l10n.t('Translations');
    this.fill(
      vscode.window.createWebviewPanel(panelType, title, place, webviewOptions(this.extension)),
      shown,
    );
  }

  private fill(panel: vscode.WebviewPanel, shown: ShownTranslations): void {
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media', 'elman-panel.svg');
    const { port, listening } = webviewPort(panel.webview);
    const answers: Handlers<TranslationPageRequests> = {
      ready: () => ({ ...pageTexts(), ...(this.shown ?? shown) }),
      copy: async () => vscode.env.clipboard.writeText(targetsOf(this.shown ?? shown)),
      save: (params: unknown) => savePicture(params),
    };
    const channel: PageChannel = new Channel(port, answers, this.report);
    this.open = { panel, channel };
    panel.onDidDispose(() => {
      this.open = undefined;
      listening.dispose();
      channel.close('the page was closed');
    });
    panel.webview.html = pageOf(panel.webview, this.extension, { bundle: 'translation', place: 'panel' });
  }
}

/** Returns the best targets, one per line. A source without a target has an empty line. */
const targetsOf = ({ found }: ShownTranslations) =>
  found.sources.map(({ targets: [best] }) => `${best?.text ?? ''}\n`).join('');
