import { type PageText, text } from '../../src/charts/texts';
import { propertyNames, type UnitProperty } from '../../src/protocol/unitRanking';
import { element } from '../dom';
import { chooser } from '../views/inputs';
import type { PartPorts } from './part';

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

/** Lets the user choose a property of a text. Calls `change` after a change. */
export class PropertyInput {
  readonly boxes: readonly HTMLElement[];
  // A property that most texts have: many have no quotation marks.
  private kind: UnitProperty['kind'] = 'sentence';
  private readonly pattern = element('input');

  constructor({ t }: PartPorts['texts'], change: () => void) {
    const { pattern } = this;
    pattern.type = 'text';
    pattern.hidden = true;
    pattern.placeholder = t('Regular expression');
    pattern.setAttribute('aria-label', t('Regular expression'));
    pattern.addEventListener('change', change);
    const list = chooser(key => {
      this.kind = kinds.find(each => each === key) ?? 'quotes';
      pattern.hidden = this.kind !== 'pattern';
      change();
    }, true);
    list.name(t('Property'));
    list.show(
      kinds.map(key => ({ key, label: t(labels[key]) })),
      this.kind,
    );
    this.boxes = [list.box, pattern];
  }

  /** The chosen property. Undefined until a regular expression is entered. */
  get property(): UnitProperty | undefined {
    const { kind } = this;
    if (kind !== 'pattern') return { kind };
    const pattern = this.pattern.value;
    return pattern === '' ? undefined : { kind, pattern };
  }
}
