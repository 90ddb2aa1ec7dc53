import { visible } from '../common/visibleToken';
import type { LanguageModel } from '../engine/model/languageModel';
import { meanStates, statesOf } from '../engine/scoring/meanStates';
import { matrixVectors, stateVectors, vectorKindsOf } from '../engine/scoring/tokenVectors';
import { formatOfName } from '../engine/vectors/files/formats';
import { textOfWord, wordOfText } from '../engine/vectors/files/wordText';
import type { WordVectors } from '../engine/vectors/wordVectors';
import { UserError } from '../protocol/userError';
import { type TokenVectorKind, tokenVectorKinds } from '../protocol/vectors';
import { type Call, type Command, operandsOf, textFlag } from './command/command';
import { commandFlag } from './command/flag';
import { UsageError } from './command/usageError';
import { checkWritable } from './files';
import { modelOperand, openAny } from './openAny';
import { runsFlag } from './runs';
import { encodingFlag, filterFlag, openText, withTextFlags } from './textFiles';
import { writeVectors } from './word2vec/vectorFiles';

const kinds: Readonly<Record<TokenVectorKind, string>> = {
  embedding: 'the embedding',
  input: 'the weights from each token to the lowest layer, Wxh',
  output: 'the weights to each token, Why',
  hidden: 'the mean of the hidden states after each token of a text, which --text names',
};

export const vectors: Command = {
  name: 'vectors',
  operands: 'MODEL',
  summary: 'Writes the vectors of a network, one for each token.',
  notes: `MODEL is ${modelOperand}. Blanks and line ends are written as ␣ and ↵. The commands for word vectors, such as "elman distance", read the result.`,
  flags: [
    {
      ...commandFlag(
        'of',
        { kind: 'choice', choices: tokenVectorKinds, default: '' },
        'Which vectors. Default: the first of these that the network has.',
      ),
      choices: kinds,
    },
    commandFlag('text', 'FILE', 'The text for --of hidden.'),
    commandFlag(
      'out',
      'FILE',
      'Writes to this file, and not to the standard output; by its ending, .bin: binary, .safetensors, .tsv: projector; text for all others.',
    ),
    encodingFlag,
    filterFlag,
    runsFlag,
  ],

  async run(call) {
    const [name] = operandsOf(call, ['MODEL']);
    const out = textFlag(call, 'out') ?? '-';
    const text = textFlag(call, 'text');
    const wanted = tokenVectorKinds.find(kind => kind === textFlag(call, 'of'));
    if (wanted === 'hidden' && text === undefined) throw new UsageError('--of hidden needs --text FILE.');
    await checkWritable(out);
    const open = withTextFlags(call, await openAny(call, name));
    const of = wanted ?? vectorKindsOf(open.model)[0];
    if (of !== 'hidden' && text !== undefined) throw new UsageError('--text needs --of hidden.');
    const found =
      of === 'hidden' ? await stateVectorsOf(call, open, text) : of && matrixVectors(open.model, of);
    if (!found) throw missing(name, open.model, wanted);
    await writeVectors(out, { ...found, words: found.words.map(shown) }, formatOfName(out));
    return 0;
  },
};

const shown = (word: string) => wordOfText(visible(textOfWord(word)));

type Opened = Awaited<ReturnType<typeof openAny>>;

async function stateVectorsOf(
  call: Call,
  { model, tokenizer }: Opened,
  text: string | undefined,
): Promise<WordVectors | undefined> {
  const network = statesOf(model);
  if (text === undefined) throw new UsageError('--of hidden needs --text FILE.');
  return network && stateVectors(meanStates(network, tokenizer, await openText(call, text)));
}

function missing(name: string, model: LanguageModel, wanted: TokenVectorKind | undefined): UserError {
  const has = vectorKindsOf(model);
  if (has.length === 0) return new UserError('"{0}" is not a network: its tokens have no vectors.', [name]);
  return new UserError('"{0}" has no vectors of the kind {1}. It has: {2}.', [
    name,
    wanted ?? '',
    has.join(', '),
  ]);
}
