import type { Sample } from '../../../src/protocol/run';
import { labelsOf } from '../../comparison/labels';
import { element, setText } from '../../dom';
import { attempt, type Page, readNumber, readSeed, type View } from '../../page';
import { button, textField } from '../../toolkit';
import { chooser } from '../inputs';
import { sampleText } from './sampleText';
import { timeSlider } from './timeSlider';

/** Milliseconds for which the button says that the text was copied. */
const COPIED = 1500;

/** What the network writes: the latest sample, a slider back through all of them, another run's beside it, and new ones. */
export function sampleView(page: Page): View {
  const { host, model, state, texts } = page;
  const title = element('h2');
  const beside = chooser(id => {
    state.set({ beside: id === '' ? undefined : id });
    page.refresh();
  }, true);
  const [own, other] = [sampleText(page), sampleText(page)];
  const pair = element('div', 'pair', own.box, other.box);
  const time = timeSlider(page);
  const temperature = textField({ label: '', value: '1', enter: () => draw() });
  const seed = textField({ label: '', value: '', enter: () => draw() });
  const now = button({ label: '', press: () => draw() });
  const back = button({ label: '', press: () => keep(new Map()) });
  const copy = button({ label: '', press: () => attempt(page, copyShown()) });
  /** Drawn on demand, by run: shown until another time is chosen. */
  let drawn: ReadonlyMap<string, Sample> = new Map();
  let drawnFor = '';

  const second = () => model.runs.find(({ id }) => id !== model.current?.id && id === state.value.beside);
  /** What the samples on demand take the place of. */
  const place = () => `${model.current?.id} ${model.followsLatest ? 'latest' : model.shownSampleIndex}`;
  const shownWords = () => [own, ...(second() ? [other] : [])].map(({ words }) => words()).join('\n\n');
  const copyShown = async () => {
    await navigator.clipboard.writeText(shownWords());
    setText(copy, texts.t('Copied'));
    setTimeout(() => setText(copy, texts.t('Copy')), COPIED);
  };
  const keep = (samples: typeof drawn) => {
    drawn = samples;
    drawnFor = place();
    page.refresh();
  };

  /** Of both runs with one seed, so that they differ by what they learnt. */
  const draw = () => {
    const values = { temperature: readNumber(page, temperature.value), seed: readSeed(page, seed.value) };
    const { temperature: heat } = values;
    if (heat === undefined || values.seed === 'wrong') return;
    const params = { temperature: heat, seed: values.seed };
    const runs = [model.current, second()].flatMap(run => run ?? []);
    const requests = runs.map(async ({ id }) => [id, await host.ask('sample', { id, ...params })] as const);
    attempt(
      page,
      Promise.all(requests).then(samples => keep(new Map(samples))),
    );
  };

  const showTexts = () => {
    const labels = labelsOf(model.runs);
    const { current } = model;
    const partner = second();
    const choices = model.runs.filter(({ id }) => id !== current?.id);
    beside.name(texts.t('Beside it'));
    beside.show(
      [
        { key: '', label: texts.t('none') },
        ...choices.map(({ id }) => ({ key: id, label: labels.get(id) ?? '' })),
      ],
      partner?.id ?? '',
    );
    pair.classList.toggle('two', partner !== undefined);
    other.box.hidden = partner === undefined;
    for (const [column, run] of [[own, current] as const, [other, partner] as const]) {
      if (!run) continue;
      const onDemand = drawn.get(run.id);
      const label = partner && labels.get(run.id);
      column.show(label, onDemand ?? model.sampleOf(run), onDemand !== undefined);
    }
  };

  return {
    box: element(
      'section',
      'samples',
      element('div', 'heading', title, beside.box),
      pair,
      time.box,
      element('div', 'field', temperature, seed, now, copy, back),
    ),
    update() {
      if (drawnFor !== place()) drawn = new Map();
      setText(title, texts.t('Sampled text'));
      for (const [field, label] of [
        [temperature, texts.t('Temperature')],
        [seed, texts.t('Seed')],
      ] as const) {
        setText(field, label);
        field.setAttribute('aria-label', label);
      }
      seed.title = texts.t('The same seed writes the same text again; without one, every text is new.');
      setText(now, texts.t('Sample now'));
      if (copy.textContent === '') setText(copy, texts.t('Copy'));
      setText(back, texts.t('Back to the samples of the training'));
      back.hidden = drawn.size === 0;
      time.update();
      showTexts();
    },
  };
}
