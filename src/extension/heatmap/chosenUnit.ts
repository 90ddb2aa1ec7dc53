import * as vscode from 'vscode';
import type { StatePart } from '../../protocol/statePart';
import { nearestPlace, type UnitPlace, type UnitValues, unitName } from '../../protocol/unitReading';
import { Owner } from '../disposableOwner';
import { showInformation } from '../notify';

const key = 'elman.heatmapUnit';

/**
 * The unit by whose values the heatmap colours tokens. It is stored in the workspace's state. A model that does
 * not have it shows another unit, and a message says so.
 */
export class ChosenUnit extends Owner {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChange: vscode.Event<void> = this.changed.event;
  /** The states and gates of the network that was read last. */
  private read: readonly StatePart[] = [];

  constructor(private readonly state: vscode.Memento) {
    super();
  }

  get place(): UnitPlace | undefined {
    return this.state.get<UnitPlace>(key);
  }

  get networkParts(): readonly StatePart[] {
    return this.read;
  }

  choose(place: UnitPlace): void {
    void this.state.update(key, place);
    this.changed.fire();
  }

  /** Takes the unit that was read. Shows a message if it is not the chosen one. */
  accept({ parts, place: shown }: UnitValues): void {
    this.read = parts;
    const { place } = this;
    if (place && JSON.stringify(place) === JSON.stringify(shown)) return;
    void this.state.update(key, shown);
    if (!place) return;
    void showInformation(
      vscode.l10n.t('This model has no unit {0}. Shown instead: {1}.', unitName(place), unitName(shown)),
    );
  }

  /** Chooses the unit that is `step` units after the present one in its part. After the last comes the first. */
  moveUnit(step: number): void {
    const now = this.now();
    if (!now) return;
    const { part, place } = now;
    this.choose({ ...place, unit: (place.unit + step + part.size) % part.size });
  }

  /** Chooses the unit with the same number in the part that is `step` parts after the present one. */
  movePart(step: number): void {
    const now = this.now();
    if (!now) return;
    const { part, place } = now;
    const next = this.read[(this.read.indexOf(part) + step + this.read.length) % this.read.length];
    this.choose(nearestPlace(this.read, { ...next, unit: place.unit }));
  }

  private now() {
    if (this.read.length === 0) return undefined;
    const place = nearestPlace(this.read, this.place);
    const part = this.read.find(({ name, layer }) => name === place.name && layer === place.layer);
    return part && { part, place };
  }
}

/** Returns the meaning of a part, for lists. */
export function meaningOf({ name, kind }: StatePart): string {
  const { t } = vscode.l10n;
  if (name === 'h') return t('hidden units');
  if (name === 'c') return t('cell state');
  if (name === 'p') return t('probabilities of the states');
  if (name === 'x') return t('estimated state');
  return kind === 'gate' ? t('gate') : t('state units');
}
