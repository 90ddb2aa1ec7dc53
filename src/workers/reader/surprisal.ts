import { basename } from 'node:path';
import type { ModelColumn } from '../../engine/scoring/surprisal/commonTokenizer';
import { formatOf } from '../../export/surprisal/cells';
import { type ModelIdentity, sourcePath, tableSource } from '../../export/surprisal/tableSource';
import { Cancelled } from '../../protocol/channel';
import type { SurprisalExport, SurprisalLines, SurprisalTable } from '../../protocol/surprisalTable';
import { systemClock } from '../ports';
import { replaceFile } from '../replaceFile';
import type { LoadedModel } from './loadedModel';
import type { RangeText } from './rangeRows';
import { type GrowingTable, surprisalTable } from './surprisalTable';

export interface SurprisalPorts {
  readonly signal: AbortSignal;
  /** Reports the share of the table that is done, from 0 to 1. */
  progress(share: number): void;
  /** Waits until pending messages, such as a cancellation, have been handled. */
  yield(): Promise<void>;
}

/** Minimum number of characters of the table in one block, which is one write to the file or one event. */
const BLOCK = 1 << 14;

/**
 * Writes a table of surprisal to a file and returns its number of rows. If cancelled, leaves the file
 * unchanged.
 */
export async function writeSurprisal(
  loadedModels: readonly LoadedModel[],
  texts: readonly RangeText[],
  params: SurprisalExport,
  ports: SurprisalPorts,
): Promise<number> {
  return whileInUse(loadedModels, async () => {
    const table = surprisalTable(columnsOf(loadedModels, params), texts, params, formatOf(params.path));
    // The count starts at -1, because the first line is the header.
    let rows = -1;
    const written = async function* () {
      if (params.hasMark) yield '\ufeff';
      for await (const lines of inBlocks(table, ports)) {
        rows += lines.length;
        yield lines.join('');
      }
    };
    await replaceFile(params.path, written());
    return rows;
  });
}

/**
 * Writes a JSON file beside a table of surprisal. It describes the texts, models and options from which the
 * table was made.
 */
export async function writeTableSource(
  { path, version, sources, rows, perLine }: SurprisalExport,
  models: readonly ModelIdentity[],
): Promise<void> {
  const texts = [...new Set(sources.map(({ name }) => name))];
  const [table, createdAt] = [basename(path), systemClock.timestamp()];
  const source = tableSource({ table, version, createdAt, rows, perLine, texts, models });
  await replaceFile(sourcePath(path), source);
}

/** Sends the first `limit` rows of a table of surprisal. Returns whether these are all rows of the table. */
export async function sendSurprisal(
  loadedModels: readonly LoadedModel[],
  texts: readonly RangeText[],
  params: SurprisalTable & { readonly limit: number },
  ports: SurprisalPorts & { send(lines: SurprisalLines): void },
): Promise<boolean> {
  return whileInUse(loadedModels, async () => {
    const table = surprisalTable(columnsOf(loadedModels, params), texts, params, 'tsv');
    const places: number[] = [];
    // The count starts at -1, because the first line is the header.
    let [sent, isWhole] = [-1, true];
    const limited = function* () {
      for (const line of table.lines) {
        if (sent === params.limit) {
          isWhole = false;
          return;
        }
        places.push(...(sent < 0 ? [0, 0] : table.place(sent)));
        sent++;
        yield line;
      }
    };
    for await (const lines of inBlocks({ ...table, lines: limited() }, ports))
      ports.send({ lines: lines.join(''), places: Int32Array.from(places.splice(0)) });
    return isWhole;
  });
}

function columnsOf(loadedModels: readonly LoadedModel[], { models }: SurprisalTable): ModelColumn[] {
  return loadedModels.map(({ open }, i) => ({ open, name: models[i].name }));
}

async function whileInUse<T>(loadedModels: readonly LoadedModel[], action: () => Promise<T>): Promise<T> {
  const releases = loadedModels.map(({ readings }) => readings.hold());
  try {
    return await action();
  } finally {
    for (const release of releases) release();
  }
}

/**
 * Yields the lines in blocks of at least `BLOCK` characters. After each block, handles waiting messages.
 * Throws Cancelled if `signal` was aborted.
 */
async function* inBlocks(
  { lines, share }: GrowingTable,
  { signal, ...ports }: SurprisalPorts,
): AsyncGenerator<readonly string[]> {
  let block: string[] = [];
  let length = 0;
  for (const line of lines) {
    block.push(line);
    length += line.length;
    if (length < BLOCK) continue;
    yield block;
    [block, length] = [[], 0];
    ports.progress(share());
    await ports.yield();
    if (signal.aborted) throw new Cancelled('surprisal');
  }
  yield block;
}
