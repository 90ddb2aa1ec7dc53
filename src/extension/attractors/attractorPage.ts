import * as v from 'valibot';
import type * as vscode from 'vscode';
import {
  type AttractorEvents,
  type AttractorPageRequests,
  type AttractorText,
  damageKinds,
  LINE_LENGTH,
  MAX_LINES,
} from '../../protocol/attractors';
import { Channel, type Handlers, type Nothing } from '../../protocol/channel';
import { pageTexts } from '../core/pageTexts';
import { savePicture } from '../core/savePicture';
import type { Services } from '../core/services';
import { Owner } from '../disposableOwner';
import { webviewPort } from '../vectors/webviewPort';
import type { WorkerLink } from '../workerClients/workerLink';
import type { AttractorsChannel } from '../workerClients/workers';

/** A code point has at most two UTF-16 units. */
const line = v.pipe(v.string(), v.maxLength(2 * LINE_LENGTH));
const lines = v.pipe(v.array(line), v.minLength(1), v.maxLength(MAX_LINES));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const seed = v.pipe(whole, v.maxValue(2 ** 31));
const index = v.pipe(whole, v.maxValue(MAX_LINES - 1));

/** The text of a page, as the page stores it. */
export const textSchema: v.GenericSchema<unknown, AttractorText> = v.object({
  name: v.string(),
  collected: v.object({ lines, cut: whole, repeated: whole, hasMore: v.boolean() }),
});

const measureSchema = v.object({ lines, seed });
const recallSchema = v.pipe(
  v.object({
    memory: v.object({ lines, seed, stored: v.pipe(whole, v.minValue(1), v.maxValue(MAX_LINES)) }),
    start: v.variant('kind', [
      v.object({
        kind: v.picklist(damageKinds),
        line: index,
        share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
        trial: v.pipe(whole, v.maxValue(2 ** 31)),
      }),
      v.object({ kind: v.literal('typed'), line: index, text: v.pipe(v.string(), v.maxLength(1000)) }),
    ]),
    inverseTemperature: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  }),
  v.check(({ memory, start }) => memory.stored <= memory.lines.length && start.line < memory.stored),
);

/** A page with an attractor network. Its worker starts with the first request, and ends with the page. */
export class AttractorPage extends Owner {
  private readonly channel: Channel<Nothing, Nothing, AttractorPageRequests, AttractorEvents>;
  private link: WorkerLink<AttractorsChannel> | undefined;
  private measuring = new AbortController();

  constructor(
    webview: vscode.Webview,
    private readonly text: AttractorText,
    private readonly services: Pick<Services, 'workers' | 'report'>,
  ) {
    super();
    const { port, listening } = webviewPort(webview);
    this.channel = new Channel(port, this.answers(), services.report);
    this.own(listening);
  }

  override dispose(): void {
    this.channel.close('the page was closed');
    void this.link?.terminate();
    super.dispose();
  }

  private answers(): Handlers<AttractorPageRequests> {
    return {
      ready: () => ({ ...pageTexts(), text: this.text }),
      recall: (params: unknown) => this.worker().request('recall', v.parse(recallSchema, params)),
      measure: (params: unknown, signal) => {
        // A page that was hidden loads again and asks again, while the former measurement still runs.
        this.measuring.abort();
        this.measuring = new AbortController();
        const either = AbortSignal.any([signal, this.measuring.signal]);
        return this.worker().request('measure', v.parse(measureSchema, params), { signal: either });
      },
      save: (params: unknown) => savePicture(params),
    };
  }

  private worker(): AttractorsChannel {
    this.link ??= this.start();
    return this.link.channel;
  }

  private start(): WorkerLink<AttractorsChannel> {
    const link = this.services.workers.startAttractors(() => {
      this.link = undefined;
    });
    link.channel.on('measured', progress => this.channel.send('measured', progress));
    return link;
  }
}
