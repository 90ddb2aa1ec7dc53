import type { Page, View } from '../../page';
import { activationContent, summaryOf } from '../../samples/activationContent';
import { sampleCard } from './sampleCard';

/** Returns a card with the histograms of hidden activations at the time of the shown sample. */
export function activationsView(page: Page): View {
  return sampleCard(page, 'activations', activationContent, () => wordsOf(page));
}

function wordsOf(page: Page): string {
  const { model, texts } = page;
  const meaning = texts.t(
    'Saturated units pass almost no gradient: tanh or logistic near its limits, ReLU at 0.',
  );
  const layers = (model.shownSample?.activations ?? []).map(
    (activations, layer) => `${texts.t('Layer {0}', layer + 1)}: ${summaryOf(page, activations)}`,
  );
  return `${meaning} ${layers.join('; ')}`;
}
