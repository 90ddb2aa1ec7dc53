import { RecurrentModel } from '../engine/model/recurrentModel';
import { meanStates } from '../engine/scoring/meanStates';
import { textOf } from '../engine/vectors/files/write';
import { UserError } from '../protocol/userError';
import { type Command, textFlag, wordsOf } from './command/command';
import { commandFlag } from './command/flag';
import { checkWritable, writeFile } from './files';
import { openAny } from './openAny';
import { runsFlag } from './runs';
import { encodingFlag, filterFlag, readWholeText, withTextFlags } from './textFiles';
import { inBytes } from './word2vec/vectorFiles';

export const states: Command = {
  name: 'states',
  words: 'MODEL FILE',
  summary: 'Writes the mean hidden state of a network after each word of a text.',
  notes:
    'MODEL is a network: a file or the id of a run. The table has the text format of word2vec, so that "elman distance" lists the words that the network treats alike.',
  flags: [
    commandFlag('out', 'FILE', 'Writes the table to this file, and not to the standard output.'),
    encodingFlag,
    filterFlag,
    runsFlag,
  ],

  async run(call) {
    const [name, file] = wordsOf(call, ['MODEL', 'FILE']);
    const out = textFlag(call, 'out') ?? '-';
    await checkWritable(out);
    const { model, tokenizer } = withTextFlags(call, await openAny(call, name));
    if (!(model instanceof RecurrentModel)) throw new UserError('"{0}" has no hidden states.', [name]);
    const text = new TextEncoder().encode(await readWholeText(call, file));
    const { words, vectors, size } = meanStates(model, tokenizer, { name: file, bytes: text });
    await writeFile(
      out,
      textOf({ words: words.map(each => inBytes(each.replaceAll(/\s/g, '_'))), vectors, size }),
    );
    return 0;
  },
};
