import type { PlotContent } from '../../../src/charts/plot/content';
import type { PlotTheme } from '../../../src/charts/plot/theme';
import type { CardKey } from '../../board/board';
import { element, setText } from '../../dom';
import type { Page, View } from '../../page';
import { PlotReadout } from '../../plot/readout';
import { SharedAxis } from '../../plot/sharedAxis';
import { plotCard } from '../plots/plotCard';
import { timeSlider } from './timeSlider';

/**
 * Returns a card with a plot of measurements that were taken together with the shown sample, and with an
 * explanation. The card is hidden for runs without such measurements.
 */
export function sampleCard(
  page: Page,
  key: CardKey,
  content: (page: Page, theme: PlotTheme) => PlotContent | undefined,
  words: () => string,
): View {
  const note = element('p', 'secondary note');
  const across = new SharedAxis();
  new PlotReadout(across);
  const card = plotCard(page, { key, height: 190, across, content: () => content(page, page.theme()) });
  const time = timeSlider(page);
  const box = element('section', key, card.box, time.box, note);

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
