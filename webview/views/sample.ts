import { labelsOf } from '../comparison/labels';
import { element, setText } from '../dom';
import { attempt, type Page, readNumber, type View } from '../page';
import { button, textField } from '../toolkit';
import { chooser } from './inputs';
import { timeSlider } from './timeSlider';

/** What the network writes: the latest sample, a slider back through all of them, and one more on demand. */
export function sampleView(page: Page): View {
  const { host, model, state, texts, numbers } = page;
  const title = element('h2');
  const beside = chooser(id => {
    state.set({ beside: id === '' ? undefined : id });
    page.refresh();
  }, true);
  const other = element('pre', 'sample');
  const otherName = element('h3');
  const ownName = element('h3');
  const pair = element('div', 'pair');
  const at = element('span', 'secondary');
  const text = element('pre', 'sample');
  const time = timeSlider(page);
  const temperature = textField({ label: '', value: '1', enter: () => draw() });
  const now = button({ label: '', press: () => draw() });
  const copy = button({
    label: '',
    press: () => attempt(page, navigator.clipboard.writeText(text.textContent ?? '')),
  });
  for (const box of [text, other]) box.tabIndex = 0;
  pair.append(element('div', '', ownName, text), element('div', '', otherName, other));

  /** Another run's sample of the same time. */
  const showBeside = () => {
    const labels = labelsOf(model.runs);
    const others = model.runs.filter(({ id }) => id !== model.current?.id);
    const second = others.find(({ id }) => id === state.value.beside);
    const choices = others.map(run => ({ key: run.id, label: labels.get(run.id) ?? '' }));
    beside.name(texts.t('Beside it'));
    beside.show([{ key: '', label: texts.t('none') }, ...choices], second?.id ?? '');
    pair.classList.toggle('two', second !== undefined);
    const box = other.parentElement;
    if (box) box.hidden = second === undefined;
    ownName.hidden = second === undefined;
    setText(ownName, labels.get(model.current?.id ?? '') ?? '');
    setText(otherName, labels.get(second?.id ?? '') ?? '');
    setText(other, (second && model.sampleOf(second)?.text) ?? '');
  };

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
      element('div', 'heading', title, at, beside.box),
      pair,
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
      showBeside();
      if (drawn === shownSampleIndex) return;
      drawn = undefined;
      setText(text, shownSample?.text ?? '');
      setText(at, '');
    },
  };
}
