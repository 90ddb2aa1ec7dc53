import { type PageText, text } from '../texts';

/** The names of baselines, as the engine writes them, which the page translates. */
export const baselineNames: Readonly<Record<string, PageText>> = {
  'most frequent label': text('most frequent label'),
  'most frequent tag of each token': text('most frequent tag of each token'),
  '4-grams of each label': text('4-grams of each label'),
  '2-grams of each label': text('2-grams of each label'),
};
