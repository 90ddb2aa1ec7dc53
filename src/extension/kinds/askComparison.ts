import * as vscode from 'vscode';
import { parseLimit } from '../../common/budget';
import { kindNames } from '../../common/kindNames';
import {
  type Budget,
  type ComparedName,
  type ComparisonOptions,
  comparedNames,
} from '../../protocol/kindsComparison';
import { count } from '../format/numbers';

/** The budgets that are offered. The first is the default: a few minutes for all kinds. */
const BUDGETS: readonly Budget[] = [
  { tokens: 200_000, parameters: 30_000 },
  { tokens: 1_000_000, parameters: 100_000 },
  { tokens: 1_000_000 },
  { seconds: 10 },
  { seconds: 60 },
];
const SEEDS = [1, 3, 5, 10];

/** Asks for the budget, the kinds and the number of seeds. Undefined if the user cancelled. */
export async function askComparison(): Promise<ComparisonOptions | undefined> {
  const title = vscode.l10n.t('Compare Kinds of Models');
  const budget = await askBudget(title);
  if (!budget) return undefined;
  const models = await askModels(title);
  if (!models) return undefined;
  const seeds = await askSeeds(title);
  return seeds === undefined ? undefined : { budget, models, seeds };
}

async function askBudget(title: string): Promise<Budget | undefined> {
  const { t } = vscode.l10n;
  const items = [
    ...BUDGETS.map((budget, i) => ({
      label: budgetText(budget),
      description: i === 0 ? t('usual') : '',
      budget,
    })),
    { label: t('Other limits…'), description: '', budget: undefined },
  ];
  const placeHolder = t('What each model may use');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder });
  return picked && (picked.budget ?? typedBudget(title));
}

async function typedBudget(title: string): Promise<Budget | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('One or more of parameters=N, tokens=N and seconds=N, separated by commas'),
    value: 'tokens=500000,parameters=50000',
    validateInput: text =>
      budgetIn(text) ? undefined : vscode.l10n.t('Enter limits such as tokens=500000,parameters=50000.'),
  });
  return typed === undefined ? undefined : budgetIn(typed);
}

function budgetIn(text: string): Budget | undefined {
  const limits = text.split(',').map(parseLimit);
  return limits.some(limit => limit === undefined) ? undefined : Object.assign({}, ...limits);
}

/** Returns the limits as words: `tokens: 200,000 · parameters: 30,000`. */
function budgetText({ tokens, seconds, parameters }: Budget): string {
  const { t } = vscode.l10n;
  return [
    ...(tokens === undefined ? [] : [t('tokens: {0}', count(tokens))]),
    ...(seconds === undefined ? [] : [t('seconds per training: {0}', count(seconds))]),
    ...(parameters === undefined ? [] : [t('parameters: {0}', count(parameters))]),
  ].join(' · ');
}

async function askModels(title: string): Promise<readonly ComparedName[] | undefined> {
  const texts = describeKinds();
  const items = comparedNames.map(name => ({
    ...{ label: vscode.l10n.t(kindNames[name]), description: texts[name], picked: true, name },
  }));
  const placeHolder = vscode.l10n.t('Kinds of models to compare');
  const options = { title, placeHolder, canPickMany: true, matchOnDescription: true } as const;
  const picked = await vscode.window.showQuickPick(items, options);
  return picked && picked.length > 0 ? picked.map(({ name }) => name) : undefined;
}

function describeKinds(): Readonly<Record<ComparedName, string>> {
  const { t } = vscode.l10n;
  return {
    trigram: t('counts of three tokens, Kneser-Ney'),
    '5-gram': t('counts of five tokens, Kneser-Ney'),
    feedForward: t("Bengio's network over the last 8 tokens"),
    hmm: t('a few hidden states, trained by EM'),
    kalman: t('linear dynamical system: subspace identification and EM'),
    linear: t('Elman network without activation function'),
    echoState: t('fixed random network; only the output is trained'),
    elman: t('simple recurrent network'),
    jordan: t('recurrent network that gets its output back'),
    lstm: t('recurrent network with long short-term memory'),
    gru: t('recurrent network with gated units'),
    transformer: t('attention over the last 64 tokens'),
  };
}

async function askSeeds(title: string): Promise<number | undefined> {
  const { t } = vscode.l10n;
  const items = SEEDS.map(seeds => ({
    label: count(seeds),
    description: seeds === 1 ? t('usual') : t('with 95% intervals'),
    seeds,
  }));
  const placeHolder = t('Number of seeds, each of which is a training');
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.seeds;
}
