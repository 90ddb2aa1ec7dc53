import type * as vscode from 'vscode';
import type { AttentionReading } from '../../protocol/attentionReading';
import type { DifferenceReading } from '../../protocol/differenceReading';
import type { StatesReading } from '../../protocol/hiddenStates';
import type { TokenReading } from '../../protocol/textScore';
import type { UnitReading } from '../../protocol/unitReading';
import type { NamedModel } from '../core/activeModel';
import type { DocumentRange } from '../core/documentRange';
import type { ComparedModel } from './comparedModel';
import { differenceScale } from './differenceScale';
import { partsOf } from './documentParts';
import type { HeatmapReading } from './heatmapReading';
import { readHeatmapSettings } from './heatmapSettings';
import {
  type AttentionScale,
  type DifferenceScale,
  type HeatmapScale,
  type StatesScale,
  type SurpriseMode,
  type SurpriseScale,
  surpriseModes,
  type UnitScale,
  type UnknownTokens,
} from './scale';
import { quantileThresholds, vocabularyThresholds } from './thresholds';
import { unitScale } from './unitScale';

/** Thresholds of the weight of the attention, as shares of the largest weight. */
const SHARES = [0.1, 0.3, 0.5, 0.75];
/** Factor by which a document must grow or shrink before its quantiles are computed again. */
const GROWN = 1.5;

export interface ScalePorts {
  readonly model: () => NamedModel | undefined;
  /** The model with which the active one is compared. */
  readonly compared: () => ComparedModel['model'];
  readonly read: (
    document: vscode.TextDocument,
    part: DocumentRange,
    ranks: boolean,
  ) => Promise<TokenReading | undefined>;
}

interface Found {
  /**
   * Contains the settings and the model with which the thresholds were computed. Changes if one of them
   * changes.
   */
  readonly key: string;
  /** Length of the document in UTF-16 units when the thresholds were computed. */
  readonly length: number;
  readonly thresholds: Promise<readonly number[] | undefined>;
  /** The scale that was used last. Undefined until a scale was used. */
  scale?: HeatmapScale;
}

/**
 * Computes the scales by which documents are coloured. If the settings contain thresholds, these are used. If
 * not, the thresholds are quantiles of the document, computed once per model. For a model that is being
 * trained, the thresholds depend only on the size of its vocabulary, so that the colours fade as the model
 * learns.
 */
export class DocumentScales {
  private readonly found = new Map<string, Found>();

  constructor(private readonly ports: ScalePorts) {}

  /**
   * Returns the scale by which a document is coloured now. Undefined until a part of the document was read.
   */
  now(document: vscode.TextDocument): HeatmapScale | undefined {
    return this.found.get(document.uri.toString())?.scale;
  }

  /** Returns the scale of a document. `reading` is the part of the document that was read last. */
  async of(document: vscode.TextDocument, reading: HeatmapReading): Promise<HeatmapScale> {
    if ('unit' in reading) return this.ofUnit(document, reading);
    if ('others' in reading) return this.ofDifference(document, reading);
    if ('states' in reading) return this.ofStates(document, reading);
    if ('attention' in reading) return this.ofAttention(document, reading);
    return this.ofSurprise(document, reading);
  }

  private ofAttention(document: vscode.TextDocument, reading: AttentionReading): AttentionScale {
    const { layers, heads, place, token } = reading.attention;
    const start = reading.starts[token] ?? -1;
    const { weights } = reading.attention;
    const range = weights.reduce((most, each) => (Number.isNaN(each) ? most : Math.max(most, each)), 0);
    // Without a token at the caret, all weights are 0.
    const thresholds = SHARES.map(share => share * (range || 1));
    const key = JSON.stringify(['attention', this.ports.model()?.reference]);
    const unknown = unknownTokens(reading);
    return this.keep(document, key, {
      mode: 'attention',
      start,
      thresholds,
      range,
      layers,
      heads,
      place,
      unknown,
    });
  }

  private ofStates(document: vscode.TextDocument, reading: StatesReading): StatesScale {
    const { count, symbols } = reading.states;
    const key = JSON.stringify(['states', this.ports.model()?.reference]);
    return this.keep(document, key, { mode: 'states', count, symbols, unknown: unknownTokens(reading) });
  }

  private ofUnit(document: vscode.TextDocument, reading: UnitReading): UnitScale {
    const key = JSON.stringify(['unit', this.ports.model()?.reference]);
    const before = this.before(document, key);
    const scale = unitScale(reading, before?.mode === 'unit' ? before : undefined);
    return this.keep(document, key, scale);
  }

  private ofDifference(document: vscode.TextDocument, reading: DifferenceReading): DifferenceScale {
    const compared = this.ports.compared();
    const key = JSON.stringify(['difference', this.ports.model()?.reference, compared?.reference]);
    const before = this.before(document, key);
    const scaleBefore = before?.mode === 'difference' ? before : undefined;
    return this.keep(document, key, differenceScale(reading, compared?.name ?? '', scaleBefore));
  }

  /** Returns the scale that a document had with the same settings and models. */
  private before({ uri }: vscode.TextDocument, key: string): HeatmapScale | undefined {
    const found = this.found.get(uri.toString());
    return found?.key === key ? found.scale : undefined;
  }

  private keep<S extends HeatmapScale>({ uri }: vscode.TextDocument, key: string, scale: S): S {
    this.found.set(uri.toString(), { key, length: 0, thresholds: Promise.resolve(undefined), scale });
    return scale;
  }

  private async ofSurprise(document: vscode.TextDocument, reading: TokenReading): Promise<SurpriseScale> {
    const { mode: wanted, thresholds } = readHeatmapSettings();
    const mode = surpriseModes.find(each => each === wanted) ?? 'bits';
    const model = this.ports.model();
    const key = JSON.stringify([mode, thresholds, model?.reference]);
    const length = document.getText().length;
    const uri = document.uri.toString();
    let found = this.found.get(uri);
    if (!found || found.key !== key || isOther(found.length, length)) {
      const isFixed = thresholds.length > 0 || isLive(model);
      const sampled = isFixed ? Promise.resolve(undefined) : this.sample(document, length, mode);
      found = { key, length, thresholds: sampled };
      this.found.set(uri, found);
    }
    const unknown = unknownTokens(reading);
    const quantiles = await found.thresholds.catch((error: unknown) => {
      if (this.found.get(uri) === found) this.found.delete(uri);
      throw error;
    });
    const { vocabulary, bothSides } = reading;
    const basis =
      thresholds.length > 0
        ? { mode, thresholds, basis: 'settings' as const }
        : quantiles
          ? { mode, thresholds: quantiles, basis: 'quantiles' as const }
          : { mode, thresholds: vocabularyThresholds(mode, vocabulary), basis: 'vocabulary' as const };
    const scale: SurpriseScale = { ...basis, unknown, ...(bothSides && { bothSides }) };
    found.scale = scale;
    return scale;
  }

  forget({ uri }: vscode.TextDocument): void {
    this.found.delete(uri.toString());
  }

  private async sample(document: vscode.TextDocument, length: number, mode: SurpriseMode) {
    const readings: TokenReading[] = [];
    for (const part of partsOf(length)) {
      const reading = await this.ports.read(document, part, mode === 'rank');
      if (reading) readings.push(reading);
    }
    return quantileThresholds(mode, readings);
  }
}

/** Returns how many tokens of a reading the model does not know. */
const unknownTokens = ({ starts, unknown, hasUnknown }: TokenReading): UnknownTokens => ({
  share: starts.length > 0 ? unknown / starts.length : 0,
  isScored: hasUnknown,
});

const isOther = (before: number, now: number) => now > GROWN * before || before > GROWN * now;

const isLive = (model: NamedModel | undefined) => model?.reference.kind === 'run' && model.reference.isLive;
