import { element, setText } from '../../dom';
import { Observable } from '../../observable';
import type { Page, View } from '../../page';
import type { Range } from '../../plot/scale';
import { activationContent, gistOf } from '../../samples/activationContent';
import { plotCard } from '../plots/plotCard';
import { timeSlider } from './timeSlider';

/** What the hidden units do at the time of the shown sample; nothing for runs that did not measure it. */
export function activationsView(page: Page): View {
  const { model, texts } = page;
  const words = element('p', 'secondary note');
  const across = {
    zoom: new Observable<Range | undefined>(undefined),
    cursor: new Observable<number | undefined>(undefined),
  };
  const card = plotCard(page, { height: 190, across, content: () => activationContent(page, page.theme()) });
  const time = timeSlider(page);
  const box = element('section', 'activations', card.box, time.box, words);

  return {
    box,
    update() {
      card.update();
      box.hidden = card.box.hidden;
      if (box.hidden) return;
      time.update();
      const meaning = texts.t(
        'Saturated values let hardly an error through: |tanh| or a logistic near its ends, a relu at 0.',
      );
      const layers = (model.shownSample?.activations ?? []).map(
        (activations, layer) => `${texts.t('Layer {0}', layer + 1)}: ${gistOf(page, activations)}`,
      );
      setText(words, `${meaning} ${layers.join('; ')}`);
    },
  };
}
