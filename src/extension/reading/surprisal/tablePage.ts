import * as v from 'valibot';
import * as vscode from 'vscode';
import { Cancelled, Channel, ChannelClosed, type Handlers, type Nothing } from '../../../protocol/channel';
import {
  MAX_ROWS,
  type TableEvents,
  type TableRequests,
  type TableRows,
} from '../../../protocol/surprisalPage';
import { surprisalRowKinds } from '../../../protocol/surprisalTable';
import type { ActiveModel, ModelChoice } from '../../core/activeModel';
import { readMessage } from '../../core/pageMessage';
import { pageTexts } from '../../core/pageTexts';
import type { SurprisalReader } from '../../core/surprisalReader';
import { Owner } from '../../disposableOwner';
import { explainError } from '../../explainError';
import type { SelectedRanges } from '../report/selectedRanges';
import { revealText } from '../revealText';

export interface TablePorts {
  readonly reader: SurprisalReader;
  readonly activeModel: ActiveModel;
  /** Asks the user for models. Undefined if the user cancelled. */
  readonly pickModels: () => Promise<readonly ModelChoice[] | undefined>;
  /** Asks the user for a file and writes the table to it. */
  readonly exportTable: (rows: TableRows, choices: readonly ModelChoice[]) => Promise<void>;
  readonly report: (error: unknown) => void;
}

const rowsSchema = v.object({ rows: v.picklist(surprisalRowKinds), perLine: v.boolean() });
const offset = v.pipe(v.number(), v.integer(), v.minValue(0));
const placeSchema = v.object({ start: offset, end: offset });

/** A page with a table of the surprisal of a text. Reads the text and sends the rows to the page. */
export class TablePage extends Owner {
  private readonly channel: Channel<Nothing, Nothing, TableRequests, TableEvents>;
  private receive: (message: unknown) => void = () => undefined;
  private reading = new AbortController();
  private readonly shown = this.own(new vscode.EventEmitter<number>());
  /**
   * Fires after all rows of a table were sent to the page, with the table's number of lines, which includes
   * the header.
   */
  readonly onDidShow: vscode.Event<number> = this.shown.event;

  constructor(
    webview: vscode.Webview,
    private readonly text: SelectedRanges,
    private rows: TableRows,
    private choices: readonly ModelChoice[],
    private readonly ports: TablePorts,
  ) {
    super();
    const port = {
      post: (message: unknown) => void webview.postMessage(message),
      listen: (receive: (message: unknown) => void) => {
        this.receive = receive;
      },
    };
    this.channel = new Channel(port, this.answers(), ports.report);
    this.own(
      webview.onDidReceiveMessage(received => {
        const message = readMessage(received);
        if (message) this.receive(message);
      }),
    );
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document === text.document && contentChanges.length > 0) this.channel.send('outdated', undefined);
      }),
    );
  }

  override dispose(): void {
    this.reading.abort();
    this.channel.close('the page was closed');
    super.dispose();
  }

  private answers(): Handlers<TableRequests> {
    const { document } = this.text;
    return {
      ready: () => {
        // Reads the text only after the answer to this request was sent, so that the page has its texts
        // before the first rows arrive.
        setTimeout(() => void this.read(), 0);
        return pageTexts();
      },
      chooseRows: (params: unknown) => {
        this.rows = v.parse(rowsSchema, params);
        void this.read();
      },
      chooseModels: async () => {
        const choices = await this.ports.pickModels();
        if (!choices) return;
        this.choices = choices;
        void this.read();
      },
      readAgain: () => void this.read(),
      reveal: (params: unknown) => {
        const { start, end } = v.parse(placeSchema, params);
        return revealText(document.uri.toString(), start, end);
      },
      exportTable: () => this.ports.exportTable(this.rows, this.choices),
    };
  }

  /** Reads the text and sends the rows of the table. Cancels a previous reading that is still running. */
  private async read(): Promise<void> {
    this.reading.abort();
    this.reading = new AbortController();
    const { signal } = this.reading;
    const { channel, choices, rows: choice, text } = this;
    const models = choices.map(each => this.ports.activeModel.named(each).name);
    channel.send('began', { name: text.name, models, choice });
    let lines = 0;
    try {
      const isWhole = await this.ports.reader.table(
        { texts: [text], choices, ...choice, limit: MAX_ROWS },
        signal,
        {
          rows: piece => {
            lines += piece.places.length / 2;
            channel.send('rows', piece);
          },
          progress: share => channel.send('progress', { share }),
        },
      );
      channel.send('ended', { isWhole });
      this.shown.fire(lines);
    } catch (error) {
      if (signal.aborted || error instanceof Cancelled || error instanceof ChannelClosed) return;
      const message = explainError(error, this.ports.report);
      channel.send('failed', { message });
    }
  }
}
