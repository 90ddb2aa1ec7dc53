import { UNKNOWN } from '../../engine/data/tokenizer';
import type { ExportedNetwork } from '../network/exportedNetwork';
import type { OnnxState } from './parts';

/**
 * Returns the metadata of an ONNX file. `vocabulary` and `states` are JSON.
 *
 * | name | text |
 * |---|---|
 * | description | the network in one line |
 * | vocabulary | a list of the symbols, in the order of their ids |
 * | unit | what a token is: `character`, `word`, ... |
 * | tokenizer | the rules by which texts are split, such as `word ascii` |
 * | line_end | the symbol at the end of a line, which is also read before a text; missing if the vocabulary does not have it |
 * | unknown | the symbol that replaces unknown words; missing if the vocabulary has none |
 * | positions | the maximum number of tokens of a transformer, since its states were empty; missing for other networks |
 * | states | for each state its name, type, dimensions, and start: its values before the first token, for one stream |
 * | settings | the settings of the training |
 */
export function onnxMetadata(
  { description, shape, tokenizer, symbols, metadata }: ExportedNetwork,
  states: readonly OnnxState[],
): Record<string, string> {
  const hasUnknown = tokenizer.openVocabulary && symbols.includes(UNKNOWN);
  return {
    format: 'elman-lab',
    description,
    vocabulary: JSON.stringify(symbols),
    unit: tokenizer.id.split(' ')[0],
    tokenizer: tokenizer.id,
    ...(symbols.includes(tokenizer.lineEnd) && { line_end: tokenizer.lineEnd }),
    ...(hasUnknown && { unknown: UNKNOWN }),
    ...(shape.cell === 'transformer' && { positions: String(shape.positions) }),
    states: JSON.stringify(
      states.map(({ name, type, dims, start }) => ({ name, type, dims, start: Array.from(start) })),
    ),
    settings: metadata.settings,
  };
}
