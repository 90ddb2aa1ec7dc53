import { type PageText, text } from '../../src/charts/texts';
import { propertyNames, type UnitProperty } from '../../src/protocol/unitRanking';
import { element } from '../dom';
import { chooser } from '../views/inputs';
import type { PartPorts } from './part';
import type { EnteredProperty, SharedProperty } from './sharedProperty';

const labels: Readonly<Record<UnitProperty['kind'], PageText>> = {
  quotes: text('Inside quotation marks'),
  brackets: text('Inside brackets'),
  position: text('Position in the line'),
  capitals: text('Capital letters'),
  sentence: text('Start of a sentence'),
  word: text('Start of a word'),
  pattern: text('Regular expression'),
};
const kinds: readonly UnitProperty['kind'][] = [...propertyNames, 'pattern'];

/** Lets the user choose the property of a text that the parts share. Calls `change` if the user changes it here. */
export class PropertyInput {
  readonly boxes: readonly HTMLElement[];

  constructor(
    { t }: PartPorts['texts'],
    private readonly shared: SharedProperty,
    change: () => void,
  ) {
    const pattern = element('input');
    pattern.type = 'text';
    pattern.placeholder = t('Regular expression');
    pattern.setAttribute('aria-label', t('Regular expression'));
    const enter = (entered: Partial<EnteredProperty>) => {
      shared.value = { ...shared.value, ...entered };
      change();
    };
    pattern.addEventListener('change', () => enter({ pattern: pattern.value }));
    const list = chooser(key => enter({ kind: kinds.find(each => each === key) ?? 'quotes' }), true);
    list.name(t('Property'));
    const choices = kinds.map(key => ({ key, label: t(labels[key]) }));
    const show = () => {
      list.show(choices, shared.value.kind);
      pattern.hidden = shared.value.kind !== 'pattern';
      pattern.value = shared.value.pattern;
    };
    shared.onChange(show);
    show();
    this.boxes = [list.box, pattern];
  }

  /** The chosen property. Undefined until a regular expression is entered. */
  get property(): UnitProperty | undefined {
    const { kind, pattern } = this.shared.value;
    if (kind !== 'pattern') return { kind };
    return pattern === '' ? undefined : { kind, pattern };
  }
}
