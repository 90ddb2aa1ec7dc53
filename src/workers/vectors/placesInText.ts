import type { ReadableText } from '../../engine/data/decode';
import type { Tokenizer } from '../../engine/data/tokenizer';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import type { RunStore } from '../../engine/storage/runs/runStore';
import { configureVectors } from '../../engine/vectors/configureVectors';
import { placesOf } from '../../engine/vectors/places';
import type { VectorsSource, WordPlaces } from '../../protocol/vectors';
import { piecesOfText } from '../inputFile';
import { localPath } from '../localPath';
import type { Models } from '../reader/models';
import { vectorsTokenizer } from '../vectorsTokenizer';

export interface PlacesPorts {
  readonly store: ModelStore;
  readonly runs: RunStore;
  readonly models: Models;
  readonly file: (uri: string) => Promise<Uint8Array>;
}

/** The text on which vectors were trained, and how it is divided into tokens. */
interface TrainedOn {
  readonly text: ReadableText;
  readonly tokenizer: Tokenizer;
  /** Converts a token to its form in the vocabulary. */
  readonly form: (symbol: string) => string;
}

/**
 * Returns the first places of a word in the text on which the vectors were trained. Undefined if the text is not
 * known. Throws a UserError if it cannot be read.
 */
export async function placesInText(
  source: VectorsSource,
  { word, count }: { readonly word: string; readonly count: number },
  ports: PlacesPorts,
): Promise<WordPlaces | undefined> {
  const trained = await trainedOn(source, ports);
  if (!trained) return undefined;
  const { text, tokenizer, form } = trained;
  const found = placesOf(text, tokenizer, { isWord: symbol => form(symbol) === word, count });
  return { text: text.name, ...found };
}

async function trainedOn(source: VectorsSource, ports: PlacesPorts): Promise<TrainedOn | undefined> {
  if (source.kind === 'made') {
    const { text, settings } = await ports.store.readVectors(source.id);
    const { name, uri } = text;
    const path = localPath(uri);
    const bytes = path === undefined ? await ports.file(uri) : () => piecesOfText(path);
    const { lowerCase, unit } = configureVectors(settings);
    const read = { name, bytes };
    const form = (symbol: string) => (lowerCase ? symbol.toLowerCase() : symbol).trim();
    return { text: read, tokenizer: vectorsTokenizer(read, settings, unit).tokenizer, form };
  }
  if (source.kind !== 'model' || source.reference.kind !== 'run') return undefined;
  const { reference } = source;
  const { tokenizer } = (await ports.models.loadedModel(reference)).open;
  const record = await ports.runs.records.read(reference.id);
  const text = { name: record.text.name, bytes: await ports.runs.text(record) };
  return { text, tokenizer, form: symbol => symbol };
}
