import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { element } from '../dom';
import { rangeInput } from '../rangeInput';
import { button, textField } from '../toolkit';
import { chooser } from '../views/inputs';
import type { RecallChoice } from './choice';

export interface RecallControlPorts {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly lines: readonly string[];
  readonly choice: RecallChoice;
  readonly changed: (choice: RecallChoice) => void;
}

/** Returns the controls: how many lines are stored, which one is damaged and how, and how it is recalled. */
export function recallControls({
  texts,
  numbers,
  lines,
  choice: first,
  changed,
}: RecallControlPorts): HTMLElement {
  const { t } = texts;
  let choice = first;
  const set = (change: Partial<RecallChoice>) => {
    choice = { ...choice, ...change };
    if (choice.line >= choice.stored) choice = { ...choice, line: choice.stored - 1 };
    show();
    changed(choice);
  };
  const percent = (value: number) => numbers.wholePercent(value);
  const stored = rangeInput({
    ...{ label: t('Stored lines'), minimum: 1, maximum: lines.length, step: 1, value: choice.stored },
    ...{ format: value => numbers.whole(value), change: value => set({ stored: value }) },
  });
  const line = chooser(key => set({ line: Number(key) }), true);
  line.name(t('Line'));
  const damage = chooser(key => set({ damage: key as RecallChoice['damage'] }), true);
  damage.name(t('Start'));
  const share = rangeInput({
    ...{ label: t('Damage'), minimum: 0, maximum: 1, step: 0.01, value: choice.share },
    ...{ format: percent, change: value => set({ share: value }) },
  });
  const typed = textField({ label: t('Typed text'), value: choice.typed });
  typed.size = 32;
  typed.addEventListener('input', () => set({ typed: typed.value }));
  const other = button({ label: t('Damage Other Bits'), press: () => set({ trial: choice.trial + 1 }) });
  const method = chooser(key => set({ isAttention: key === 'attention' }), true);
  method.name(t('Recall by'));
  // The scale is logarithmic: from 0.001 to 1.
  const temperature = rangeInput({
    ...{ label: t('Inverse temperature'), minimum: -3, maximum: 0, step: 0.05 },
    value: Math.log10(choice.inverseTemperature),
    format: value => numbers.precise(10 ** value, 2),
    change: value => set({ inverseTemperature: 10 ** value }),
  });
  const show = () => {
    const shown = lines.slice(0, choice.stored);
    line.show(
      shown.map((text, i) => ({ key: String(i), label: `${numbers.whole(i + 1)}: ${oneLine(text)}` })),
      String(choice.line),
    );
    damage.show(damages(texts), choice.damage);
    method.show(methods(texts), choice.isAttention ? 'attention' : 'hopfield');
    const isTyped = choice.damage === 'typed';
    share.hidden = other.hidden = isTyped;
    typed.hidden = !isTyped;
    temperature.hidden = !choice.isAttention;
  };
  show();
  const parts = [stored, line.box, damage.box, share, typed, other, method.box, temperature];
  return element('div', 'controls', ...parts);
}

const damages = ({ t }: PageTexts) => [
  { key: 'flip', label: t('Flip bits') },
  { key: 'erase', label: t('Replace characters by random bits') },
  { key: 'typed', label: t('Typed text') },
];

const methods = ({ t }: PageTexts) => [
  { key: 'hopfield', label: t('Updates until nothing changes (Hopfield 1982)') },
  { key: 'attention', label: t('One step of attention (Ramsauer 2020)') },
];
