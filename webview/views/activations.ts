import { element, setText } from '../dom';
import { Observable } from '../observable';
import type { Page, View } from '../page';
import type { PlotContent } from '../plot/content';
import type { Range } from '../plot/scale';
import { readTheme } from '../plot/theme';
import { activationContent } from '../samples/activationContent';
import { plotCard } from './plotCard';
import { timeSlider } from './timeSlider';

/** What the hidden units do at the time of the shown sample; nothing for runs that did not measure it. */
export function activationsView(page: Page): View {
  const { model, texts } = page;
  const words = element('p', 'secondary note');
  const across = {
    zoom: new Observable<Range | undefined>(undefined),
    cursor: new Observable<number | undefined>(undefined),
  };
  let content: PlotContent | undefined;
  const card = plotCard(page, { height: 190, across, content: () => content });
  const time = timeSlider(page);
  const box = element('section', 'activations', card.box, time.box, words);

  return {
    box,
    update() {
      content = activationContent(page, readTheme());
      card.update();
      box.hidden = card.box.hidden;
      if (box.hidden) return;
      time.update();
      const meaning = texts.t(
        'Saturated values let hardly an error through: |tanh| or a logistic near its ends, a relu at 0.',
      );
      const own = content?.curves.filter(({ run }) => run === model.current?.id) ?? [];
      const layers = own.map(({ label, gist }) => `${label}: ${gist}`);
      setText(words, `${meaning} ${layers.join('; ')}`);
    },
  };
}
