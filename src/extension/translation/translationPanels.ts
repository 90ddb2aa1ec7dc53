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

type PageChannel = Channel<Nothing, Nothing, TranslationPageRequests, TranslationPageEvents>;

/** The page with the targets that were written last. It is not restored after a reload: targets are written again quickly. */
export class TranslationPanels extends Owner {
  private open: { readonly panel: vscode.WebviewPanel; readonly channel: PageChannel } | undefined;
  private shown: ShownTranslations | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly report: (error: unknown) => void,
  ) {
    super();
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

  private create(shown: ShownTranslations): void {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel(
      'elman.translationPanel',
      vscode.l10n.t('Translations'),
      place,
      webviewOptions(this.extension),
    );
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
