import type { Node } from 'jsonc-parser';
import { entriesOf, expected, integerIn, propertiesOf } from './fileNodes';
import type { TextSource } from './textSource';
import { textSourceIn } from './textSources';

/** A phase of every run: a number of passes over one text. */
export interface ExperimentPhase {
  /** The text of this phase. Undefined means the text of the run's condition. */
  readonly text: TextSource | undefined;
  readonly epochs: number;
  /**
   * Number of tokens after which the hidden state is reset, such as `3` or `3-4` (random in this range).
   * Undefined means the value of the setting `training.resetEvery`.
   */
  readonly resetEvery: string | undefined;
}

const MAX_EPOCHS = 1_000_000;
const MAX_TOKENS = 999_999_999;

/**
 * Reads phases, such as `[{ "text": "a.txt", "epochs": 5, "resetEvery": [3, 4] }]`. The list may be empty.
 */
export function phasesIn(node: Node | undefined): readonly ExperimentPhase[] {
  if (!node || (node.type === 'array' && !node.children?.length)) return [];
  return entriesOf(node).map(each => {
    const found = propertiesOf(each, ['text', 'epochs', 'resetEvery']);
    const [text, epochs, resetEvery] = ['text', 'epochs', 'resetEvery'].map(name => found.get(name)?.value);
    if (!epochs) throw expected(each, 'the number of epochs, { "epochs": 5 }');
    return {
      text: text && textSourceIn(text),
      epochs: integerIn(epochs, 1, MAX_EPOCHS),
      resetEvery: resetEvery && rangeIn(resetEvery),
    };
  });
}

/**
 * Reads a number of tokens such as `3`, or a range such as `[3, 4]`. Returns the value of the setting: `3` or
 * `3-4`.
 */
function rangeIn(node: Node): string {
  if (node.type !== 'array') return String(integerIn(node, 1, MAX_TOKENS));
  const numbers = entriesOf(node).map(each => integerIn(each, 1, MAX_TOKENS));
  if (numbers.length === 2 && numbers[0] <= numbers[1]) return numbers.join('-');
  throw expected(node, 'two numbers of tokens, such as [3, 4]');
}
