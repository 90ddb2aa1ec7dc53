import { element, setText } from '../dom';
import { attempt, type Page, readNumber, type View } from '../page';
import { button, textField } from '../toolkit';
import { timeSlider } from './timeSlider';

/** What the network writes: the latest sample, a slider back through all of them, and one more on demand. */
export function sampleView(page: Page): View {
  const { host, model, texts, numbers } = page;
  const title = element('h2');
  const at = element('span', 'secondary');
  const text = element('pre', 'sample');
  const time = timeSlider(page);
  const temperature = textField({ label: '', value: '1', enter: () => draw() });
  const now = button({ label: '', press: () => draw() });
  const copy = button({
    label: '',
    press: () => attempt(page, navigator.clipboard.writeText(text.textContent ?? '')),
  });
  text.tabIndex = 0;

  const draw = () => {
    const id = model.current?.id ?? '';
    const value = readNumber(page, temperature.value);
    if (value === undefined) return;
    const request = host.ask('sample', { id, temperature: value });
    attempt(
      page,
      request.then(sample => {
        setText(text, sample.text);
        setText(at, texts.t('drawn now, iteration {0}', numbers.whole(sample.iteration)));
        drawn = model.shownSampleIndex;
      }),
    );
  };
  /** A sample on demand stays until the shown one changes. */
  let drawn: number | undefined;

  return {
    box: element(
      'section',
      'samples',
      element('div', 'heading', title, at),
      text,
      time.box,
      element('div', 'field', temperature, now, copy),
    ),
    update() {
      const { shownSample, shownSampleIndex } = model;
      setText(title, texts.t('Sampled text'));
      setText(temperature, texts.t('Temperature'));
      temperature.setAttribute('aria-label', texts.t('Temperature'));
      setText(now, texts.t('Sample now'));
      setText(copy, texts.t('Copy'));
      time.update();
      if (drawn === shownSampleIndex) return;
      drawn = undefined;
      setText(text, shownSample?.text ?? '');
      setText(at, '');
    },
  };
}
