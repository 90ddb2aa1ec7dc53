import { type PageText, text } from '../texts';

/** What each parameter of a network connects, by its name without the layer's index. */
const meanings = new Map<string, PageText>([
  ['embedding', text('embedding of the input')],
  ['Wxh', text('input → hidden')],
  ['Whh', text('hidden → hidden')],
  ['Wyh', text('output → hidden')],
  ['bh', text('hidden biases')],
  ['bhh', text('recurrent biases')],
  ['Why', text('hidden → output')],
  ['by', text('output biases')],
  ['Whg', text('hidden → compression layer')],
  ['Wc', text('hidden → classes')],
  ['bc', text('class biases')],
  ['Ww', text('hidden → words')],
  ['bw', text('word biases')],
  ['Wn', text('hidden → nodes of the tree')],
  ['bn', text('node biases')],
  ['Wd', text('last tokens → output')],
]);

/** Returns what a parameter connects, `Wxh_l1` for example. Undefined if the name is not one of a parameter. */
export function parameterMeaning(name: string): PageText | undefined {
  return meanings.get(name.replace(/_l\d+$/, ''));
}
