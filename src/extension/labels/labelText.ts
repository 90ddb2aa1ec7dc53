import * as vscode from 'vscode';
import { oneLine } from '../../common/harmlessText';
import { plural } from '../../common/plural';
import type { LabelGuess, LabelReadingResult } from '../../protocol/labelFigures';
import { count, number } from '../format/numbers';

/** Returns a label with its probability: `Japanese, 0.98`. */
export const guessText = ({ label, probability }: LabelGuess) => `${oneLine(label)}, ${number(probability)}`;

/** Returns sentences about what a model could not read of a text. */
export function leftOutTexts({ unknown, cut }: Pick<LabelReadingResult, 'unknown' | 'cut'>): string[] {
  const { t } = vscode.l10n;
  return [
    ...(unknown > 0
      ? [plural(unknown, t('{0} unknown token.', count(unknown)), t('{0} unknown tokens.', count(unknown)))]
      : []),
    ...(cut > 0
      ? [
          plural(
            cut,
            t('The last {0} token was left out (elman.text.longest).', count(cut)),
            t('The last {0} tokens were left out (elman.text.longest).', count(cut)),
          ),
        ]
      : []),
  ];
}

/** Returns the sentence for a text without a known token. */
export const noLabelText = () => vscode.l10n.t('No label: the model knows no token of this text.');
