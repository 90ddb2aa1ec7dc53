import * as vscode from 'vscode';
import { UserError } from '../../protocol/userError';
import { nameOf } from '../uris';
import { ExampleText } from '../walkthrough/exampleText';

const KEY = 'elman.course.text';

interface TextItem extends vscode.QuickPickItem {
  readonly pick: () => Promise<vscode.Uri | undefined>;
}

/** The text on which all lessons work: the sample, or a text that the reader chose. */
export class CourseText {
  private readonly sample: ExampleText;

  constructor(
    extension: vscode.Uri,
    private readonly memento: vscode.Memento,
  ) {
    this.sample = new ExampleText(extension);
  }

  async uri(): Promise<vscode.Uri> {
    const chosen = this.memento.get<string>(KEY);
    return chosen === undefined ? this.sample.find() : vscode.Uri.parse(chosen);
  }

  /** Makes `given`, or what the reader picks, the text of the course. Undefined if the reader cancelled. */
  async choose(given?: vscode.Uri): Promise<vscode.Uri | undefined> {
    const uri = given ?? (await this.ask());
    if (!uri) return undefined;
    if (uri.scheme === 'untitled') throw new UserError('Save "{0}" first, then choose it.', [nameOf(uri)]);
    const isSample = uri.toString() === (await this.sample.find()).toString();
    await this.memento.update(KEY, isSample ? undefined : uri.toString());
    return uri;
  }

  private async ask(): Promise<vscode.Uri | undefined> {
    const { t } = vscode.l10n;
    const sample = await this.sample.find();
    const items: TextItem[] = [
      { label: nameOf(sample), description: t('sample text'), pick: async () => sample },
      ...openTexts()
        .filter(uri => uri.toString() !== sample.toString())
        .map(uri => ({ label: nameOf(uri), description: t('open in an editor'), pick: async () => uri })),
      { label: t('Another File…'), pick: askFile },
    ];
    const placeHolder = t('The text on which all lessons work. A few pages are enough.');
    const item = await vscode.window.showQuickPick(items, { placeHolder });
    return item?.pick();
  }
}

/** Returns the files that are open in editors, each once. */
function openTexts(): vscode.Uri[] {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const uris = tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  const files = uris.filter(({ scheme, path }) => scheme === 'file' && !path.endsWith('.json'));
  return [...new Map(files.map(uri => [uri.toString(), uri])).values()];
}

async function askFile(): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({ canSelectMany: false });
  return files?.[0];
}
