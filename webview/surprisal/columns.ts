import type { PageTexts } from '../../src/charts/texts';

/** Returns an explanation of a column of a table of surprisal. */
export function describeColumn({ t }: PageTexts, figure: string): string {
  switch (figure) {
    case 'item':
      return t('Text that is read on its own');
    case 'condition':
      return t('Condition of the item, as in its table');
    case 'region':
      return t('Name of the region, or its number in the sentence');
    case 'text':
      return t('Text of the region');
    case 'sentence':
      return t('Number of the sentence');
    case 'token':
      return t("Token or word; a word's surprisal is the sum over its tokens");
    case 'tokens':
      return t('Number of tokens in the region');
    case 'token_id':
      return t('Position in the sentence');
    case 'start':
    case 'end':
      return t('Characters from the start of the text');
    case 'surprisal':
      return t('Bits: -log2 P(token | context)');
    case 'log10p':
      return t('log10 P(token | context)');
    case 'rank':
      return t("Rank among the model's predictions (1 = most likely)");
    case 'entropy':
      return t('Entropy of the prediction, in bits');
    case 'unknown':
      return t('Number of tokens that the model does not know');
    case 'order':
      return t('Length of the n-gram that gave the probability');
    default:
      return '';
  }
}
