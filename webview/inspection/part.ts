import type { NumberFormat } from '../../src/charts/format';
import type { PageText, PageTexts } from '../../src/charts/texts';
import type { Channel, Nothing } from '../../src/protocol/channel';
import type {
  InspectionPageEvents,
  InspectionPageRequests,
  InspectionPartId,
  InspectionSubject,
} from '../../src/protocol/inspectionPage';
import type { SharedProperty } from './sharedProperty';

/** The channel between the page and the extension host. */
export type InspectionHost = Channel<InspectionPageRequests, InspectionPageEvents, Nothing, Nothing>;

export interface PartPorts {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly host: InspectionHost;
  /** The property of a text whose units are looked for. */
  readonly property: SharedProperty;
  /** Shows an error to the user. */
  readonly fail: (error: unknown) => void;
  /** Updates the part, after the user has changed what it shows. Cancels an update that is still running. */
  readonly refresh: () => void;
}

/** A part of the page while it exists. */
export interface PartView {
  readonly box: HTMLElement;
  /**
   * Reads the text and the network again. Called when the part becomes visible, and after changes while it is visible.
   * `signal` is aborted when the answer is no longer needed.
   */
  update(subject: InspectionSubject, signal: AbortSignal): Promise<void>;
}

/** A part of the page, which a tab shows. */
export interface InspectionPart {
  readonly id: InspectionPartId;
  readonly title: PageText;
  build(ports: PartPorts): PartView;
}
