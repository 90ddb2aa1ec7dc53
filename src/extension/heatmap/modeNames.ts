import * as vscode from 'vscode';
import type { CommandName } from '../commandName';
import type { Mode } from './scale';

/** Returns the name of a mode and a description of what it shows. */
export function nameOf(mode: Mode): { readonly name: string; readonly description: string } {
  const { t } = vscode.l10n;
  return {
    bits: { name: t('Surprisal in bits'), description: t('-log2 P(token | context)') },
    rank: { name: t('Rank'), description: t("Rank among the model's predictions (1 = most likely)") },
    probability: { name: t('Probability'), description: t('P(token | context)') },
    unit: {
      name: t('Value of a unit'),
      description: t('The value of a hidden unit, cell or gate after each token'),
    },
    difference: {
      name: t('Difference of two models'),
      description: t('Surprisal under another model minus surprisal under the active one, in bits'),
    },
    states: {
      name: t('Most likely state'),
      description: t(
        'The state of a hidden Markov model at each token, in the most likely sequence (Viterbi)',
      ),
    },
    attention: {
      name: t('Attention of the token at the caret'),
      description: t('How much a transformer attends from the token at the caret to each token before it'),
    },
  }[mode];
}

/** Returns the command of a click on the legend. */
export function commandOf(mode: Mode): CommandName {
  if (mode === 'unit') return 'chooseUnit';
  if (mode === 'attention') return 'chooseAttentionHead';
  return mode === 'difference' ? 'compareInText' : 'heatmapMode';
}
