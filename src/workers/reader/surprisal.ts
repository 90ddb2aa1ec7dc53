import { linesIn } from '../../engine/data/lines';
import { regionRows } from '../../engine/scoring/surprisal/regions';
import type { ModelColumn } from '../../engine/scoring/surprisal/tokenizers';
import { columnNames, formatOf } from '../../export/surprisal/cells';
import { readRegionItems } from '../../export/surprisal/regionItems';
import { regionTable } from '../../export/surprisal/regionTable';
import { tokenTable } from '../../export/surprisal/tokenTable';
import { Cancelled } from '../../protocol/channel';
import type { SurprisalExport } from '../../protocol/reader';
import { replaceFile } from '../replaceFile';
import type { LoadedModel } from './models';
import { PassageRows, type PassageText } from './passageRows';

export interface ExportPorts {
  readonly signal: AbortSignal;
  /** Reports the share that is done, from 0 to 1. */
  progress(share: number): void;
  /** Lets waiting messages, a cancellation for example, be handled. */
  yield(): Promise<void>;
}

/** Characters of the table between two writes to the file. */
const BLOCK = 1 << 14;

/** Writes a table of surprisal, and returns its number of rows. If cancelled, leaves the file as it was. */
export async function writeSurprisal(
  loadedModels: readonly LoadedModel[],
  texts: readonly PassageText[],
  params: SurprisalExport,
  ports: ExportPorts,
): Promise<number> {
  const models = loadedModels.map(({ open }, i) => ({ open, name: params.models[i].name }));
  const table = params.rows === 'region' ? regionsOf(models, texts, params) : tokensOf(models, texts, params);
  const releases = loadedModels.map(({ readings }) => readings.hold());
  try {
    let rows = -1; // without the header
    const counted = function* () {
      for (const line of table.lines) {
        yield line;
        rows++;
      }
    };
    await replaceFile(params.path, inBlocks({ ...table, lines: counted() }, params.hasMark, ports));
    return rows;
  } finally {
    for (const release of releases) release();
  }
}

/** A table that is generated line by line, and how much of it is done. */
interface GrowingTable {
  readonly lines: Iterable<string>;
  share(): number;
}

function tokensOf(
  models: readonly ModelColumn[],
  texts: readonly PassageText[],
  { rows, perLine, path }: SurprisalExport,
): GrowingTable {
  const found = new PassageRows(models, { byWords: rows === 'word', perLine });
  return {
    lines: tokenTable(found.of(texts), columnNames(models), formatOf(path)),
    share: () => found.share,
  };
}

function regionsOf(
  models: readonly ModelColumn[],
  texts: readonly PassageText[],
  { path }: SurprisalExport,
): GrowingTable {
  const items = texts.flatMap(({ name, text }) => readRegionItems(name, linesIn(text)));
  let done = 0;
  const scored = function* () {
    for (const item of items) {
      yield models.map(({ open }) => regionRows(open, item));
      done++;
    }
  };
  return {
    lines: regionTable(scored(), columnNames(models), formatOf(path)),
    share: () => done / items.length,
  };
}

async function* inBlocks(
  { lines, share }: GrowingTable,
  hasMark: boolean,
  ports: ExportPorts,
): AsyncGenerator<string> {
  let block = hasMark ? '\ufeff' : '';
  for (const line of lines) {
    block += line;
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
    ports.progress(share());
    await ports.yield();
    if (ports.signal.aborted) throw new Cancelled('surprisal');
  }
  yield block;
}
