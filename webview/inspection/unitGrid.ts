import type { PageTexts } from '../../src/charts/texts';
import type { LesionEffect, SilencedUnits } from '../../src/protocol/lesion';
import type { RankedUnit } from '../../src/protocol/unitRanking';
import { unitName } from '../../src/protocol/unitReading';
import { element } from '../dom';

/** Switches for the hidden units of every layer, which have their numbers, from 0. A pressed switch is a silenced unit. */
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
        units: [...row.keys()].filter(unit => this.chosen.has(keyOf(layer, unit))),
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

  /** Silences exactly these units. */
  silence(units: readonly RankedUnit[]): void {
    this.chosen.clear();
    for (const { layer, unit } of units) this.chosen.add(keyOf(layer, unit));
    this.change();
  }

  private build(layers: number, hidden: number): void {
    this.chosen.clear();
    this.buttons = Array.from({ length: layers }, (_, layer) =>
      Array.from({ length: hidden }, (_, unit) => this.button(layer, unit)),
    );
    this.box.replaceChildren(
      ...this.buttons.map((row, layer) => {
        const group = element('div', 'units', ...row);
        const title = this.texts.t('Hidden units of layer {0}: h_l{1}', layer + 1, layer);
        group.setAttribute('role', 'group');
        group.setAttribute('aria-label', title);
        return layers > 1 ? element('div', '', element('h3', '', title), group) : group;
      }),
    );
  }

  private button(layer: number, unit: number): HTMLButtonElement {
    const button = element('button', 'unit', String(unit));
    button.title = this.texts.t('Silence {0}', unitName({ name: 'h', layer, unit }));
    button.addEventListener('click', () => {
      const key = keyOf(layer, unit);
      if (!this.chosen.delete(key)) this.chosen.add(key);
      this.change();
    });
    return button;
  }
}

const keyOf = (layer: number, unit: number) => `${layer} ${unit}`;
