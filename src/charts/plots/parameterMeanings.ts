import { type PageText, text } from '../texts';

/** Texts that say which parts of the network a parameter connects, by its name without the layer's index. */
const meanings = new Map<string, PageText>([
  ['embedding', text('embedding of the input')],
  ['Wxh', text('input → hidden')],
  ['Whh', text('hidden → hidden')],
  ['Wyh', text('output → hidden')],
  ['g', text('gains of the hidden units')],
  ['gxh', text('gains of the sums from the input')],
  ['ghh', text('gains of the sums from the hidden units')],
  ['gcell', text('gains of the cells')],
  ['bcell', text('biases of the cells')],
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
  ['positions', text('vectors of the positions')],
  ['g1', text('gains of the normalisation before the attention')],
  ['b1', text('biases of the normalisation before the attention')],
  ['Wqkv', text('input → queries, keys, values')],
  ['bqkv', text('biases of queries, keys, values')],
  ['Wo', text('attention → hidden')],
  ['bo', text('attention biases')],
  ['g2', text('gains of the normalisation before the feed-forward part')],
  ['b2', text('biases of the normalisation before the feed-forward part')],
  ['Wup', text('hidden → feed-forward part')],
  ['bup', text('biases of the feed-forward part')],
  ['Wdown', text('feed-forward part → hidden')],
  ['bdown', text('hidden biases')],
  ['g3', text('gains of the last normalisation')],
  ['b3', text('biases of the last normalisation')],
]);

/**
 * Returns which parts of the network a parameter such as `Wxh_l1` connects. Undefined for an unknown name.
 */
export function parameterMeaning(name: string): PageText | undefined {
  return meanings.get(name.replace(/_l\d+$/, ''));
}
