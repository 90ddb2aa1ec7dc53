import { Channel, type Nothing } from '../../../src/protocol/channel';
import type { TableEvents, TableRequests, TableRows } from '../../../src/protocol/surprisalPage';

/**
 * Provides the API that VS Code offers to a webview, with a made-up table. Runs in the page before the page's
 * own script.
 */

declare const wishes: {
  readonly rows: number;
  readonly language: string;
  readonly translations: Record<string, string>;
};

const HEAD = 'item sentence token_id token start end surprisal log10p rank entropy unknown order'.split(' ');
const words = ['First', 'Citizen:', '\\n', 'Before', 'we', 'proceed', 'any', 'further,', '親譲り', ' '];
const BLOCK = 1000;

let receive: (message: unknown) => void = () => undefined;
const channel: Channel<Nothing, Nothing, TableRequests, TableEvents> = new Channel<
  Nothing,
  Nothing,
  TableRequests,
  TableEvents
>(
  {
    post: data => window.dispatchEvent(new MessageEvent('message', { data })),
    listen: listener => {
      receive = listener;
    },
  },
  {
    ready: () => {
      setTimeout(() => send({ rows: 'token', perLine: false }));
      return { translations: wishes.translations, language: wishes.language };
    },
    chooseRows: send,
    chooseModels: () => undefined,
    readAgain: () => send({ rows: 'token', perLine: false }),
    reveal: place => {
      // Stores the range that the page has revealed, for tests.
      Object.assign(window, { revealed: place });
    },
    exportTable: () => channel.send('outdated', undefined),
  },
  error => console.error(error),
);

/**
 * Sends the table. Row i has the surprisal 7 i modulo the number of rows, so that sorting moves every row.
 */
function send(choice: TableRows): void {
  channel.send('began', { name: 'english.txt', models: ['elman tanh 64'], choice });
  channel.send('rows', { lines: `${HEAD.join('\t')}\n`, places: Int32Array.of(0, 0) });
  for (let from = 0; from < wishes.rows; from += BLOCK) {
    const rows = Array.from({ length: Math.min(BLOCK, wishes.rows - from) }, (_, i) => from + i);
    const lines = rows.map(row => {
      const bits = (7 * row) % wishes.rows;
      const token = words[row % words.length];
      return `1\t1\t${row + 1}\t${token}\t${6 * row}\t${6 * row + 5}\t${bits / 100}\t${-bits / 332}\t${bits + 1}\t3.25\t0\t\n`;
    });
    channel.send('rows', {
      lines: lines.join(''),
      places: Int32Array.from(rows.flatMap(row => [6 * row, 6 * row + 5])),
    });
  }
  channel.send('ended', { isWhole: true });
}

Object.assign(window, {
  acquireVsCodeApi: () => ({
    // Clones messages and delivers them later, as VS Code does.
    postMessage: (message: unknown) => setTimeout(() => receive(structuredClone(message))),
  }),
});
