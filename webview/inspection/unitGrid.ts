import type { PageTexts } from '../../src/charts/texts';
import type { LesionEffect, SilencedUnits } from '../../src/protocol/lesion';
import { element } from '../dom';

/** Switches for the hidden units of every layer. A pressed switch is a silenced unit. */
export class UnitGrid {
  readonly box = element('div', 'unit-grid');
  private readonly chosen = new Set<string>();
  private buttons: HTMLButtonElement[][] = [];

  constructor(
    private readonly texts: PageTexts,
    private readonly change: () => void,
  ) {}

  /** The units that the user has silenced, without those of random shares. */
  get silenced(): SilencedUnits[] {
    return this.buttons
      .map((row, layer) => ({
        layer,
        units: [...row.keys()].filter(unit => this.chosen.has(`${layer} ${unit}`)),
      }))
      .filter(({ units }) => units.length > 0);
  }

  /** Shows which units of the network are silenced. */
  show({ layers, hidden, units }: LesionEffect): void {
    if (this.buttons.length !== layers || this.buttons[0].length !== hidden) this.build(layers, hidden);
    for (const [layer, row] of this.buttons.entries()) {
      const silenced = new Set(units.filter(each => each.layer === layer).flatMap(each => each.units));
      for (const [unit, button] of row.entries())
        button.setAttribute('aria-pressed', String(silenced.has(unit)));
    }
  }

  private build(layers: number, hidden: number): void {
    this.chosen.clear();
    this.buttons = Array.from({ length: layers }, (_, layer) =>
      Array.from({ length: hidden }, (_, unit) => this.button(layer, unit)),
    );
    this.box.replaceChildren(
      ...this.buttons.map((row, layer) => {
        const group = element('div', 'units', ...row);
        group.setAttribute('role', 'group');
        group.setAttribute('aria-label', this.texts.t('Units of layer {0}', layer + 1));
        return group;
      }),
    );
  }

  private button(layer: number, unit: number): HTMLButtonElement {
    const button = element('button', 'unit', String(unit));
    button.title = this.texts.t('Silence unit {0} of layer {1}', unit, layer + 1);
    button.addEventListener('click', () => {
      const key = `${layer} ${unit}`;
      if (!this.chosen.delete(key)) this.chosen.add(key);
      this.change();
    });
    return button;
  }
}
