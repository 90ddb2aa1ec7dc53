import { type ArpaModel, readArpa } from '../../engine/families/ngram/arpa/read';
import { type Call, textFlag } from '../command/command';
import { readSource } from '../files';
import { warn } from '../warn';

/** Reads n-grams from an ARPA file. Flags give the file's unit of tokenization and its name of `<unk>`. */
export async function readNgrams(call: Call, path: string): Promise<ArpaModel> {
  const file = { ...(await readSource(path)), unit: textFlag(call, 'unit') };
  const model = readArpa(file, { unknown: textFlag(call, 'map-unk') });
  warn(model.warnings);
  return model;
}
