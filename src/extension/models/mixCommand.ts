import * as vscode from 'vscode';
import { inert } from '../../common/harmlessText';
import { networkOf } from '../../common/networkName';
import { fullName } from '../../common/runNames';
import type { SourceText } from '../../protocol/sourceText';
import type { MemberReference, MixParams, StoredLanguageModel } from '../../protocol/storedModels';
import type { ActiveModel } from '../core/activeModel';
import type { ModelRegistry } from '../core/modelRegistry';
import type { RunManager } from '../core/runManager';
import { describeModel, differences } from '../format/modelTexts';

import type { Messages } from '../messages';
import { showInformation } from '../notify';
import { readText, sourceOf } from '../training/textSource';
import { nameOf } from '../uris';
import { withCancellableProgress } from './cancellableProgress';
import { offerModel } from './offerModel';

/**
 * The cache of recent words that can be a member of a mixture. With this decay, the last 200 words or so have
 * most of the weight.
 */
const CACHE = { kind: 'cache', size: 1000, decay: 0.995 } as const;

type Member = MixParams['members'][number];
type WayItem = vscode.QuickPickItem & { readonly way: Way };
type Way = Pick<MixParams, 'combination'> & { readonly heldOut?: vscode.Uri | 'ask' };

/**
 * Implements "Mix Models…", which combines several models. Their weights are optimized on a text, or equal.
 */
export class MixCommand {
  constructor(
    private readonly modelRegistry: ModelRegistry,
    private readonly runManager: RunManager,
    private readonly activeModel: ActiveModel,
    private readonly messages: Messages,
  ) {}

  /**
   * Asks the user for the members of the mixture and how to find their weights, then makes the mixture.
   * `chosen` contains the ids of the models that are selected in the tree. Undefined if the user cancelled.
   */
  async run(chosen: readonly string[] = []): Promise<StoredLanguageModel | undefined> {
    const members = await this.askMembers(chosen);
    if (!members) return undefined;
    const way = await askWay();
    if (!way) return undefined;
    const heldOut = way.heldOut === 'ask' ? await askFile() : way.heldOut;
    if (way.heldOut && !heldOut) return undefined;
    const record = await this.mix(members, way.combination, heldOut);
    const details = record.kind === 'mixture' ? differences(record) : [];
    offerModel(this.activeModel, this.messages, record, details);
    return record;
  }

  async mix(
    members: readonly Member[],
    combination: MixParams['combination'],
    heldOut?: vscode.Uri,
  ): Promise<StoredLanguageModel> {
    await this.modelRegistry.load();
    const text: SourceText | undefined = heldOut && sourceOf(await readText(heldOut));
    const name = this.modelRegistry.freeName(nameOfMixture(members.map(({ name }) => name)));
    const params: MixParams = { name, combination, members, ...(text && { heldOut: text }) };
    return withCancellableProgress(vscode.l10n.t('Mixing {0}', name), signal =>
      this.modelRegistry.mix(params, signal),
    );
  }

  private async askMembers(chosen: readonly string[]): Promise<readonly Member[] | undefined> {
    await Promise.all([this.runManager.load(), this.modelRegistry.load()]);
    const item = (name: string, description: string, reference: MemberReference) => ({
      label: inert(name),
      name,
      description,
      reference,
      picked: 'id' in reference && chosen.includes(reference.id),
    });
    const models = [
      ...this.modelRegistry.models.map(model =>
        item(model.name, describeModel(model), { kind: 'made', id: model.id }),
      ),
      ...this.runManager.languageModels.map(run =>
        item(fullName(run), networkOf(run.settings), { kind: 'run', id: run.id, checkpoint: 'usual' }),
      ),
    ];
    const { choice } = this.activeModel;
    if (choice?.kind === 'file') models.push(item(this.activeModel.named(choice).name, '', choice));
    if (models.length === 0) {
      void showInformation(vscode.l10n.t('There are no models to mix yet. Train at least one first.'));
      return undefined;
    }
    const cache = item(
      vscode.l10n.t('Cache'),
      vscode.l10n.t('recently seen tokens become more likely'),
      CACHE,
    );
    const picked = await vscode.window.showQuickPick(checkedFirst([...models, cache]), {
      title: vscode.l10n.t('Mix Models'),
      placeHolder: vscode.l10n.t('Choose two or more'),
      canPickMany: true,
    });
    if (!picked || picked.length === 0) return undefined;
    return picked.map(({ name, reference }) => ({ name, reference }));
  }
}

/** Maximum number of members whose names are all part of a mixture's name. */
const NAMED = 3;

function nameOfMixture(members: readonly string[]): string {
  if (members.length <= NAMED) return members.join(' + ');
  return vscode.l10n.t('{0} + {1} more', members[0], members.length - 1);
}

/** Moves checked items to the top, where the user sees them among many runs. */
const checkedFirst = <T extends { readonly picked: boolean }>(items: readonly T[]): T[] => [
  ...items.filter(({ picked }) => picked),
  ...items.filter(({ picked }) => !picked),
];

/**
 * Asks the user how to find the weights and how to combine the probabilities. Undefined if the user
 * cancelled.
 */
async function askWay(): Promise<Way | undefined> {
  const { l10n, window } = vscode;
  const title = l10n.t('Mix Models');
  const document = window.activeTextEditor?.document;
  const detail = l10n.t('A text that none of the models was trained on');
  const linear = (label: string, heldOut: vscode.Uri | 'ask'): WayItem => ({
    label,
    description: l10n.t('weights by expectation-maximisation'),
    detail,
    way: { combination: 'linear', heldOut },
  });
  const logLinear = (label: string, heldOut: vscode.Uri | 'ask'): WayItem => ({
    label,
    description: l10n.t('probabilities are multiplied: all models must agree'),
    detail,
    way: { combination: 'logLinear', heldOut },
  });
  const name = document ? nameOf(document.uri) : '';
  const items: WayItem[] = [
    ...(document
      ? [
          linear(l10n.t('The best weights for {0}', name), document.uri),
          logLinear(l10n.t('The best log-linear weights for {0}', name), document.uri),
        ]
      : []),
    linear(l10n.t('The best weights for a file…'), 'ask'),
    logLinear(l10n.t('The best log-linear weights for a file…'), 'ask'),
    {
      label: l10n.t('Equal weights'),
      description: l10n.t('an ensemble: probabilities are averaged'),
      way: { combination: 'linear' },
    },
    {
      label: l10n.t('Equal weights, log-linear'),
      description: l10n.t('probabilities are multiplied: all models must agree'),
      way: { combination: 'logLinear' },
    },
  ];
  const placeHolder = l10n.t('Weights of the models');
  return (await window.showQuickPick(items, { title, placeHolder }))?.way;
}

async function askFile(): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('A text that none of the models was trained on');
  return (await vscode.window.showOpenDialog({ title, canSelectMany: false }))?.[0];
}
