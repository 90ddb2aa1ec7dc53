import { labelsOf } from '../../../src/charts/comparison/labels';
import { isLanguageModel } from '../../../src/common/runTask';
import { element, setText } from '../../dom';
import { attempt, type Page, type View } from '../../page';
import { button } from '../../toolkit';
import { chooser } from '../inputs';
import { onDemand } from './onDemand';
import { sampleText } from './sampleText';
import { timeSlider } from './timeSlider';

/** Milliseconds for which the button for copying shows that the text was copied. */
const COPIED = 1500;

/**
 * Returns a card with the sampled text. It also contains a slider through all samples, another run's sample
 * for comparison, and controls for sampling on demand.
 */
export function sampleView(page: Page): View {
  const { model, state, texts } = page;
  const title = element('h2');
  const beside = chooser(id => {
    state.set({ beside: id === '' ? undefined : id });
    page.refresh();
  }, true);
  const [own, other] = [sampleText(page), sampleText(page)];
  const pair = element('div', 'pair', own.box, other.box);
  const time = timeSlider(page);
  const demand = onDemand(page, () => [model.current, second()].flatMap(run => run ?? []));
  const copy = button({ label: '', press: () => attempt(page, copyShown()) });

  const second = () => model.runs.find(({ id }) => id !== model.current?.id && id === state.value.beside);
  const shownWords = () => [own, ...(second() ? [other] : [])].map(({ words }) => words()).join('\n\n');
  const copyShown = async () => {
    await navigator.clipboard.writeText(shownWords());
    setText(copy, texts.t('Copied'));
    setTimeout(() => setText(copy, texts.t('Copy')), COPIED);
  };
  const showTexts = () => {
    const labels = labelsOf(model.runs);
    const { current } = model;
    const partner = second();
    const choices = model.runs.filter(({ id }) => id !== current?.id);
    beside.name(texts.t('Compare with'));
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
      const onDemand = demand.of(run.id);
      const label = partner && labels.get(run.id);
      const sample = onDemand ?? model.sampleOf(run);
      column.show({ run, label, sample, isOnDemand: onDemand !== undefined });
    }
  };

  const box = element(
    'section',
    'samples',
    element('div', 'heading', title, beside.box),
    pair,
    time.box,
    element('div', 'field', ...demand.fields, copy, demand.back),
  );
  return {
    box,
    update() {
      // Only language models write texts.
      box.hidden = model.current !== undefined && !isLanguageModel(model.current.record);
      if (box.hidden) return;
      demand.update();
      setText(title, texts.t('Sampled text'));
      if (copy.textContent === '') setText(copy, texts.t('Copy'));
      time.update();
      showTexts();
    },
  };
}
