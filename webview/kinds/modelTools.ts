import type { PageTexts } from '../../src/charts/texts';
import { kindNames } from '../../src/common/kindNames';
import type { ComparedName, ComparedResult } from '../../src/protocol/kindsComparison';
import type { ComparedPair } from '../../src/protocol/kindsPage';
import { element } from '../dom';
import { button } from '../toolkit';

export interface ModelToolsPorts {
  readonly texts: PageTexts;
  readonly compare: (pair: ComparedPair) => void;
  readonly save: (model: ComparedName) => void;
}

/** Returns the controls that choose two models: to colour the text by their difference, or to save the first one. */
export function modelTools({ texts: { t }, compare, save }: ModelToolsPorts) {
  const [first, second] = [choice(t('Model')), choice(t('Other model'))];
  const comparing = button({
    label: t('Compare in the Text'),
    press: () => compare({ first: first.value as ComparedName, second: second.value as ComparedName }),
  });
  const saving = button({ label: t('Save Model…'), press: () => save(first.value as ComparedName) });
  const box = element('div', 'toolbar pair', first, second, comparing, saving);
  box.hidden = true;
  let isChosen = false;
  for (const list of [first, second]) list.addEventListener('change', () => (isChosen = true));
  return {
    box,
    /** Offers the models; the second list only if there are two. Until the user chooses, the two with the lowest perplexities are chosen. */
    show: (results: readonly ComparedResult[]) => {
      box.hidden = results.length === 0;
      for (const hidden of [second, comparing]) hidden.hidden = results.length < 2;
      const sorted = [...results].sort((a, b) => a.perplexity - b.perplexity);
      for (const [i, list] of [first, second].entries()) {
        const chosen = isChosen ? list.value : sorted[i]?.model;
        list.replaceChildren(...results.map(({ model }) => new Option(t(kindNames[model]), model)));
        list.value = chosen ?? '';
      }
    },
  };
}

function choice(label: string): HTMLSelectElement {
  const list = element('select');
  list.setAttribute('aria-label', label);
  return list;
}
