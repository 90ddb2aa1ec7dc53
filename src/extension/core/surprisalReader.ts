import type * as vscode from 'vscode';
import type { SurprisalExport, SurprisalLines, SurprisalTable } from '../../protocol/surprisalTable';
import type { ActiveModel, ModelChoice } from './activeModel';
import type { ReaderWorker } from './readerWorker';
import { textRangeOf } from './textRangeOf';

/**
 * The texts and models of a table of surprisal. `rows` and `perLine` have the same meaning as in
 * `SurprisalTable`.
 */
export interface SurprisalOptions extends Pick<SurprisalTable, 'rows' | 'perLine'> {
  readonly texts: readonly {
    readonly document: vscode.TextDocument;
    readonly ranges: readonly vscode.Range[];
    readonly name: string;
  }[];
  readonly choices: readonly ModelChoice[];
}

/** Reads tables of the surprisal of texts. Writes the table to a file, or passes its rows to the caller. */
export class SurprisalReader {
  private requests = 0;

  constructor(
    private readonly worker: ReaderWorker,
    private readonly activeModel: ActiveModel,
    private readonly version: string,
  ) {}

  /**
   * Writes the surprisal of texts to a file and returns the number of rows. Leaves the file unchanged if the
   * export is cancelled or fails.
   */
  async export(
    { path, hasMark, ...options }: SurprisalOptions & Pick<SurprisalExport, 'path' | 'hasMark'>,
    signal: AbortSignal,
    report: (share: number) => void,
  ): Promise<number> {
    const { channel } = this.worker;
    const params = { ...this.requestOf(options), path, hasMark, version: this.version };
    const subscription = channel.on('progress', event => event.id === params.id && report(event.share));
    try {
      return await channel.request('surprisal', params, { signal });
    } finally {
      subscription.dispose();
    }
  }

  /**
   * Reads the surprisal of parts of one document, and passes the first `limit` rows of the table to the
   * caller. Returns whether these are all rows.
   */
  async table(
    { limit, ...options }: SurprisalOptions & { readonly limit: number },
    signal: AbortSignal,
    events: { readonly rows: (lines: SurprisalLines) => void; readonly progress: (share: number) => void },
  ): Promise<boolean> {
    const { channel } = this.worker;
    const params = { ...this.requestOf(options), limit };
    const isOurs = ({ id }: { readonly id: number }) => id === params.id && !signal.aborted;
    const subscriptions = [
      channel.on('rows', ({ lines, places, ...event }) => isOurs(event) && events.rows({ lines, places })),
      channel.on('progress', event => isOurs(event) && events.progress(event.share)),
    ];
    try {
      return await channel.request('surprisalTable', params, { signal });
    } finally {
      for (const subscription of subscriptions) subscription.dispose();
    }
  }

  private requestOf({ texts, choices, rows, perLine }: SurprisalOptions): SurprisalTable {
    for (const { document } of texts) this.worker.about(document);
    const sources = texts.flatMap(({ document, ranges, name }) =>
      ranges.map(range => ({ name, range: textRangeOf(document, range) })),
    );
    const models = choices.map(choice => this.activeModel.named(choice));
    return { id: ++this.requests, models, sources, rows, perLine };
  }
}
