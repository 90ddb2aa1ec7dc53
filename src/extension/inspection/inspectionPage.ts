import * as v from 'valibot';
import * as vscode from 'vscode';
import { Channel, type Handlers, type Nothing } from '../../protocol/channel';
import { weightGroups } from '../../protocol/errorFlow';
import type {
  InspectionPageEvents,
  InspectionPageRequests,
  InspectionPageTexts,
  InspectionPartId,
  InspectionSubject,
} from '../../protocol/inspectionPage';
import { propertyNames } from '../../protocol/unitRanking';
import { radiusRange, stepRange } from '../../protocol/unrolled';
import { commandId } from '../commandId';
import type { CommandName } from '../commandName';
import type { ActiveModel, ModelChoice } from '../core/activeModel';
import { pageTexts } from '../core/pageTexts';
import type { ReaderWorker } from '../core/readerWorker';
import { savePicture } from '../core/savePicture';
import { textRangeOf } from '../core/textRangeOf';
import { Owner } from '../disposableOwner';
import { wholeOf } from '../reading/report/selectedRanges';
import { revealText } from '../reading/revealText';
import { nameOf } from '../uris';
import { webviewPort } from '../vectors/webviewPort';
import type { FollowedEditor } from './followedEditor';
import type { Lesions } from './lesions';

export interface InspectionPorts {
  readonly worker: ReaderWorker;
  readonly activeModel: ActiveModel;
  readonly followed: FollowedEditor;
  readonly lesions: Lesions;
  readonly report: (error: unknown) => void;
}

/** The parts of a page, and the one to show first. */
export type ShownParts = Pick<InspectionPageTexts, 'parts' | 'part'>;

const offset = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Maximum number of principal components before those of a plane. */
const MOST_SKIPPED = 20;
const planeSchema = v.object({
  layer: v.optional(offset),
  skipped: v.optional(v.pipe(offset, v.maxValue(MOST_SKIPPED))),
});
const unrolledSchema = v.object({
  steps: v.pipe(v.number(), v.integer(), v.minValue(stepRange.minimum), v.maxValue(stepRange.maximum)),
  off: v.array(v.picklist(weightGroups)),
  radius: v.optional(v.pipe(v.number(), v.minValue(radiusRange.minimum), v.maxValue(radiusRange.maximum))),
});
const matrixSchema = v.object({ matrix: v.optional(v.string()) });
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const lesionSchema = v.object({
  units: v.array(v.object({ layer: offset, units: v.array(offset) })),
  unitShare: share,
  connectionShares: v.array(v.object({ matrix: v.string(), share })),
  seed: v.pipe(offset, v.maxValue(2 ** 32 - 1)),
});
const propertySchema = v.variant('kind', [
  v.object({ kind: v.picklist(propertyNames) }),
  v.object({ kind: v.literal('pattern'), pattern: v.string() }),
]);
const rankingSchema = v.object({
  property: propertySchema,
  hidden: v.optional(v.pipe(offset, v.minValue(1))),
});
const unitSchema = v.object({ name: v.string(), layer: offset, unit: offset });
const placeSchema = v.object({ start: offset, end: offset });

/** A page that shows the states of one network while it reads the text of the last active editor. */
export class InspectionPage extends Owner {
  private readonly channel: Channel<Nothing, Nothing, InspectionPageRequests, InspectionPageEvents>;

  constructor(
    webview: vscode.Webview,
    private readonly choice: ModelChoice,
    private readonly ports: InspectionPorts,
    private shown: ShownParts,
  ) {
    super();
    const { port, listening } = webviewPort(webview);
    this.channel = new Channel(port, this.answers(), ports.report);
    this.own(listening);
    this.own(ports.followed.onDidChange(() => this.update()));
  }

  /** Sends the page an event: the text or the network has changed. */
  update(): void {
    this.channel.send('changed', this.subject);
  }

  /** Shows a part of the page. */
  showPart(part: InspectionPartId): void {
    // A page that is not ready yet learns it with the answer to `ready`.
    this.shown = { ...this.shown, part };
    this.channel.send('shown', { part });
  }

  override dispose(): void {
    this.channel.close('the page was closed');
    super.dispose();
  }

  private get subject(): InspectionSubject {
    const { editor } = this.ports.followed;
    return {
      model: this.ports.activeModel.named(this.choice).name,
      ...(editor && { text: nameOf(editor.document.uri) }),
      isSelection: editor !== undefined && !editor.selection.isEmpty,
    };
  }

  private answers(): Handlers<InspectionPageRequests> {
    return {
      ready: () => ({ ...pageTexts(), subject: this.subject, ...this.shown }),
      trajectories: (params: unknown, signal) => {
        const plane = v.parse(planeSchema, params);
        return this.about(readPart, (channel, range) =>
          channel.request('trajectories', { ...this.model, range, ...plane }, { signal }),
        );
      },
      clusters: (_, signal) =>
        this.about(
          ({ document }) => wholeOf(document),
          (channel, range) => channel.request('clusters', { ...this.model, range }, { signal }),
        ),
      unrolled: (params: unknown, signal) => {
        const choice = v.parse(unrolledSchema, params);
        return this.about(caretOf, (channel, range) =>
          channel.request('unrolled', { ...this.model, ...choice, range }, { signal }),
        );
      },
      weights: (params: unknown, signal) =>
        this.ports.worker.channel.request(
          'weights',
          { ...this.model, ...v.parse(matrixSchema, params) },
          { signal },
        ),
      lesion: (params: unknown, signal) => {
        const choice = v.parse(lesionSchema, params);
        return this.about(
          ({ document }) => wholeOf(document),
          (channel, range) => channel.request('lesion', { ...this.model, range, choice }, { signal }),
        );
      },
      showLesion: async (params: unknown) => {
        const lesion = v.parse(lesionSchema, params);
        await this.colour('compareInText', { kind: 'lesioned', base: this.choice, lesion });
      },
      keepLesion: async (params: unknown) => {
        await this.ports.lesions.keep(this.choice, v.parse(lesionSchema, params));
      },
      recoverLesion: async (params: unknown) => {
        await this.ports.lesions.askAndRecover(this.choice, v.parse(lesionSchema, params));
      },
      states: async (_, signal) =>
        (await this.about(
          ({ document }) => wholeOf(document),
          (channel, range) => channel.request('statesOverview', { ...this.model, range }, { signal }),
        )) ??
        this.ports.worker.channel.request('statesOverview', { ...this.model, range: undefined }, { signal }),
      paintStates: () => this.colour('paintStates'),
      units: (params: unknown, signal) => {
        const choice = v.parse(rankingSchema, params);
        return this.about(
          ({ document }) => wholeOf(document),
          (channel, range) => channel.request('units', { ...this.model, range, ...choice }, { signal }),
        );
      },
      paint: async (params: unknown) => {
        await this.colour('chooseUnit', v.parse(unitSchema, params));
      },
      reveal: async (params: unknown) => {
        const { start, end } = v.parse(placeSchema, params);
        const { editor } = this.ports.followed;
        if (editor) await revealText(editor.document.uri.toString(), start, end);
      },
      save: (params: unknown) => savePicture(params),
    };
  }

  private get model() {
    return { model: this.ports.activeModel.named(this.choice).reference };
  }

  /** Shows the followed text and colours it by a command of the heatmap. */
  private async colour(command: CommandName, what?: unknown): Promise<void> {
    const { editor } = this.ports.followed;
    if (!editor) return;
    // The heatmap reads the text with the active model, which must be this page's network.
    const { activeModel } = this.ports;
    if (JSON.stringify(activeModel.choice) !== JSON.stringify(this.choice))
      await activeModel.choose(this.choice);
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    await vscode.commands.executeCommand(commandId(command), what);
  }

  /** Makes a request about a part of the followed editor's document. Undefined if no text is open. */
  private async about<T>(
    partOf: (editor: vscode.TextEditor) => vscode.Range,
    request: (channel: ReaderWorker['channel'], range: ReturnType<typeof textRangeOf>) => Promise<T>,
  ): Promise<T | undefined> {
    const { editor } = this.ports.followed;
    if (!editor) return undefined;
    const range = textRangeOf(editor.document, partOf(editor));
    return request(this.ports.worker.about(editor.document), range);
  }
}

/** Returns the position of the caret. */
const caretOf = ({ selection }: vscode.TextEditor) => new vscode.Range(selection.active, selection.active);

/** Returns the selected text or, without a selection, the line of the caret. */
function readPart({ document, selection }: vscode.TextEditor): vscode.Range {
  return selection.isEmpty ? document.lineAt(selection.active.line).range : selection;
}
