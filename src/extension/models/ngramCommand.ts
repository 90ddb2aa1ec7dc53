import * as vscode from 'vscode';
import type { RunSettings } from '../../protocol/run';
import type { OfferedSmoothing, StoredLanguageModel } from '../../protocol/storedModels';
import type { ActiveModel } from '../core/activeModel';
import type { ModelRegistry } from '../core/modelRegistry';
import { smoothingName } from '../format/modelTexts';
import type { Messages } from '../messages';
import { readTrainingSettings } from '../settings';
import { chooseText, readText, sourceOf } from '../training/textSource';
import { withCancellableProgress } from './cancellableProgress';
import { offerModel } from './offerModel';

export interface NgramChoice {
  readonly order: number;
  readonly smoothing: OfferedSmoothing;
}

const ORDERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** Default maximum lengths of n-grams, for words and for characters. */
const USUAL = { words: 5, characters: 8 };
const SMOOTHINGS: readonly OfferedSmoothing[] = ['kneserNey', 'wittenBell', 'goodTuring', 'additive'];

/** Implements "Train N-gram on This File", which trains an n-gram model. */
export class NgramCommand {
  constructor(
    private readonly modelRegistry: ModelRegistry,
    private readonly activeModel: ActiveModel,
    private readonly messages: Messages,
  ) {}

  async run(clicked?: vscode.Uri): Promise<StoredLanguageModel | undefined> {
    const uri = chooseText(clicked instanceof vscode.Uri ? clicked : undefined);
    const choice = await ask(uri);
    const record = choice && (await this.train(uri, choice));
    if (record) offerModel(this.activeModel, this.messages, record);
    return record;
  }

  /** Trains with the user's settings. `fixed` replaces some of them. */
  async train(
    uri: vscode.Uri,
    { order, smoothing }: NgramChoice,
    fixed: RunSettings = {},
  ): Promise<StoredLanguageModel> {
    const text = await readText(uri);
    await this.modelRegistry.load();
    const name = this.modelRegistry.freeName(vscode.l10n.t('{0} · {1}-gram', text.name, order));
    const settings = { ...readTrainingSettings(uri), ...fixed };
    const params = { name, text: sourceOf(text), settings, order, smoothing };
    return withCancellableProgress(vscode.l10n.t('Counting the n-grams of {0}', text.name), signal =>
      this.modelRegistry.learn(params, signal),
    );
  }
}

/**
 * Asks the user for the order and the smoothing method. The first item of each list is the default. Undefined
 * if the user cancelled.
 */
async function ask(uri: vscode.Uri): Promise<NgramChoice | undefined> {
  const title = vscode.l10n.t('Train N-gram');
  const isOfCharacters = readTrainingSettings(uri)['text.unit'] === 'character';
  const usual = isOfCharacters ? USUAL.characters : USUAL.words;
  const orders = [usual, ...ORDERS.filter(order => order !== usual)].map(order => ({
    label: vscode.l10n.t('{0}-gram', order),
    description: order === usual ? vscode.l10n.t('usual') : '',
    detail: isOfCharacters
      ? vscode.l10n.t('A character and the {0} before it', order - 1)
      : vscode.l10n.t('A word and the {0} before it', order - 1),
    order,
  }));
  const order = await vscode.window.showQuickPick(orders, {
    title,
    placeHolder: vscode.l10n.t('Order of the n-grams'),
  });
  if (!order) return undefined;
  const smoothings = SMOOTHINGS.map(smoothing => ({
    label: smoothingName(smoothing),
    description: smoothing === 'kneserNey' ? vscode.l10n.t('usual') : '',
    smoothing,
  }));
  const placeHolder = vscode.l10n.t('Smoothing method');
  const smoothing = await vscode.window.showQuickPick(smoothings, { title, placeHolder });
  return smoothing && { order: order.order, smoothing: smoothing.smoothing };
}
