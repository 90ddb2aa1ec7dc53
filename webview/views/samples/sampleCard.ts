import type { PlotContent } from '../../../src/charts/plot/content';
import type { Range } from '../../../src/charts/plot/scale';
import type { PlotTheme } from '../../../src/charts/plot/theme';
import { element, setText } from '../../dom';
import { Observable } from '../../observable';
import type { Page, View } from '../../page';
import { plotCard } from '../plots/plotCard';
import { timeSlider } from './timeSlider';

/** A plot of measurements taken with the shown sample, and an explanation. Hidden for runs without them. */
export function sampleCard(
  page: Page,
  name: string,
  content: (page: Page, theme: PlotTheme) => PlotContent | undefined,
  words: () => string,
): View {
  const note = element('p', 'secondary note');
  const across = {
    zoom: new Observable<Range | undefined>(undefined),
    cursor: new Observable<number | undefined>(undefined),
  };
  const card = plotCard(page, { height: 190, across, content: () => content(page, page.theme()) });
  const time = timeSlider(page);
  const box = element('section', name, card.box, time.box, note);

  return {
    box,
    update() {
      card.update();
      box.hidden = card.box.hidden;
      if (box.hidden) return;
      time.update();
      setText(note, words());
    },
  };
}
