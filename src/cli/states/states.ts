import { withoutStates } from '../../engine/inspection/parts';
import { meanStates, statesOf } from '../../engine/scoring/meanStates';
import { textOf } from '../../engine/vectors/files/write';
import { type Call, type Command, operandsOf, textFlag } from '../command/command';
import { commandFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { checkWritable, writeFile } from '../files';
import { openAny } from '../openAny';
import { runsFlag } from '../runs';
import { encodingFlag, filterFlag, openText, withTextFlags } from '../textFiles';
import { inBytes } from '../word2vec/vectorFiles';
import { clusteredWords, labelsFlag, wordsFlag } from './clusteredWords';
import { type ClusterFormat, clustersIn, neighbourTable } from './clusters';
import { partsFlag, stateFormatOf, writeStateFile } from './stateFile';

const formats: Readonly<Record<ClusterFormat, string>> = {
  tree: 'a drawing',
  newick: 'for programs that draw trees',
  json: "words with their labels and nearest words, and the steps in the format of scipy's linkage",
};

export const states: Command = {
  name: 'states',
  operands: 'MODEL FILE',
  summary:
    'Writes the states of a network after every token of a text, the mean state after each word, or clusters of them.',
  notes:
    'MODEL is a network: a file or the id of a run. With --out FILE.safetensors or FILE.npz (for numpy), writes a tensor [tokens, units] for each part of the network, such as h_l0, the hidden units of the lowest layer, and for each token its id and its place in the text (ids, starts, ends, in code points). All other outputs have one mean hidden state per word, in the text format of word2vec, so that "elman distance" lists the words that the network treats alike.',
  flags: [
    {
      ...commandFlag(
        'clusters',
        { kind: 'choice', choices: Object.keys(formats), default: '' },
        'Writes a dendrogram of the words by average linkage of Euclidean distances instead.',
      ),
      choices: formats,
    },
    commandFlag(
      'neighbours',
      undefined,
      "Writes each word's nearest word by Euclidean distance instead, and with --labels how many words are nearest to a word of their class.",
    ),
    labelsFlag,
    wordsFlag,
    commandFlag(
      'out',
      'FILE',
      'Writes to this file, and not to the standard output. .safetensors and .npz: the states after every token.',
    ),
    partsFlag,
    encodingFlag,
    filterFlag,
    runsFlag,
  ],

  async run(call) {
    const [name, file] = operandsOf(call, ['MODEL', 'FILE']);
    const format = formatIn(call);
    const out = textFlag(call, 'out') ?? '-';
    const stateFormat = stateFormatOf(out);
    if (stateFormat && format !== 'vectors')
      throw new UsageError(`--clusters and --neighbours write text, not .${stateFormat}.`);
    if (!stateFormat && call.flags.has('parts'))
      throw new UsageError('--parts needs --out with a name that ends in .safetensors or .npz.');
    await checkWritable(out);
    const open = withTextFlags(call, await openAny(call, name));
    if (stateFormat) return writeStateFile(call, { name, open, file, out, format: stateFormat });
    const { model, tokenizer } = open;
    const network = statesOf(model);
    if (!network) throw withoutStates(name);
    const found = meanStates(network, tokenizer, await openText(call, file));
    if (format === 'vectors') {
      const words = found.words.map(word => inBytes(word.replaceAll(/\s/g, '_')));
      await writeFile(out, textOf({ ...found, words }));
      return 0;
    }
    const words = await clusteredWords(call, found);
    const written = format === 'neighbours' ? neighbourTable(words) : clustersIn(format, words);
    await writeFile(out, new TextEncoder().encode(written));
    return 0;
  },
};

function formatIn(call: Call): ClusterFormat | 'neighbours' | 'vectors' {
  const given = textFlag(call, 'clusters');
  const wantsNeighbours = call.flags.has('neighbours');
  if (given !== undefined && wantsNeighbours)
    throw new UsageError('Specify --clusters or --neighbours, not both.');
  if (wantsNeighbours) return 'neighbours';
  const format = (['tree', 'newick', 'json'] as const).find(each => each === given);
  const needless = ['labels', 'words'].find(flag => call.flags.has(flag));
  if (format === undefined && needless !== undefined)
    throw new UsageError(`--${needless} needs --clusters or --neighbours.`);
  return format ?? 'vectors';
}
