import * as vscode from 'vscode';
import { readArpaSettings } from '../settings';
import { nameOf } from '../uris';
import type { ModelChoice } from './activeModel';
import type { TextReader } from './textReader';

type FileChoice = Extract<ModelChoice, { kind: 'file' }>;

/** Asks for a model file. `use`: the label of the button that confirms. Undefined if the user cancelled. */
export async function askModelFile(use: string): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Open Model File');
  return (await vscode.window.showOpenDialog({ title, openLabel: use }))?.[0];
}

/**
 * Returns the choice of a model file, with the user's settings for reading it. Asks for what a state dictionary of PyTorch does
 * not contain: its vocabulary and the nonlinearity of an nn.RNN. Undefined if the user cancelled. Throws a UserError if the file
 * cannot be read.
 */
export async function choiceOfFile(
  uri: vscode.Uri,
  reader: Pick<TextReader, 'stateDictionaryGaps'>,
  ask = { vocabulary: askVocabulary, nonlinearity: askNonlinearity },
): Promise<FileChoice | undefined> {
  const choice = { kind: 'file', uri: uri.toString(), opened: Date.now(), ...readArpaSettings(uri) } as const;
  const gaps = await reader.stateDictionaryGaps(choice.uri);
  if (!gaps) return choice;
  const vocabulary = await ask.vocabulary(uri);
  if (!vocabulary) return undefined;
  const nonlinearity = gaps.nonlinearity ? await ask.nonlinearity() : undefined;
  if (gaps.nonlinearity && nonlinearity === undefined) return undefined;
  return { ...choice, vocabulary: vocabulary.toString(), ...(nonlinearity && { nonlinearity }) };
}

async function askVocabulary(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  const { t } = vscode.l10n;
  const title = t('Vocabulary of {0}: a JSON list of symbols, or one symbol per line', nameOf(uri));
  const defaultUri = vscode.Uri.joinPath(uri, '..');
  return (
    await vscode.window.showOpenDialog({ title, defaultUri, openLabel: t('Use This Vocabulary') })
  )?.[0];
}

async function askNonlinearity(): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const items = [{ label: 'tanh', description: t("PyTorch's default") }, { label: 'relu' }];
  const title = t('Nonlinearity of nn.RNN, which its file does not contain');
  return (await vscode.window.showQuickPick(items, { title }))?.label;
}
