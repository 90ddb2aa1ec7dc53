import { meanStates, statesOf } from '../../engine/scoring/meanStates';
import { textOf } from '../../engine/vectors/files/write';
import { UserError } from '../../protocol/userError';
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

const formats: Readonly<Record<ClusterFormat, string>> = {
  tree: 'a drawing',
  newick: 'for programs that draw trees',
  json: "words with their labels and nearest words, and the steps in the format of scipy's linkage",
};

export const states: Command = {
  name: 'states',
  operands: 'MODEL FILE',
  summary: 'Writes the mean hidden state of a network after each word of a text, or clusters of them.',
  notes:
    'MODEL is a network: a file or the id of a run. The table has the text format of word2vec, so that "elman distance" lists the words that the network treats alike.',
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
    commandFlag('out', 'FILE', 'Writes to this file, and not to the standard output.'),
    encodingFlag,
    filterFlag,
    runsFlag,
  ],

  async run(call) {
    const [name, file] = operandsOf(call, ['MODEL', 'FILE']);
    const format = formatIn(call);
    const out = textFlag(call, 'out') ?? '-';
    await checkWritable(out);
    const { model, tokenizer } = withTextFlags(call, await openAny(call, name));
    const network = statesOf(model);
    if (!network) throw new UserError('"{0}" has no hidden states.', [name]);
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
