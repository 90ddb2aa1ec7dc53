import { formatOfName, type VectorFormat, vectorFormats } from '../../engine/vectors/files/formats';
import { type Command, operandsOf, textFlag } from '../command/command';
import { commandFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { checkWritable } from '../files';
import { openVectors, writeVectors } from './vectorFiles';

export const convertVectors: Command = {
  name: 'convert-vectors',
  operands: 'VECTORS OUTPUT',
  summary: 'Writes a file of word vectors in another format.',
  notes:
    'VECTORS is a file of word2vec (text or binary), of GloVe, or safetensors; it may be compressed by gzip. The projector is the TensorFlow Embedding Projector: it has a second file with the words, OUTPUT with .metadata.tsv at its end.',
  flags: [
    commandFlag(
      'format',
      { kind: 'choice', default: 'text', choices: vectorFormats },
      'The format of OUTPUT. Default: by its ending, .bin: binary, .safetensors, .tsv: projector; text for all others.',
    ),
  ],

  async run(call) {
    const [from, to] = operandsOf(call, ['VECTORS', 'OUTPUT']);
    const wanted = textFlag(call, 'format');
    const format: VectorFormat = vectorFormats.find(each => each === wanted) ?? formatOfName(to);
    if (format === 'projector' && to === '-')
      throw new UsageError('The projector has two files: name OUTPUT.');
    await checkWritable(to);
    const paths = await writeVectors(to, await openVectors(from), format);
    if (to !== '-') process.stdout.write(`Wrote ${paths.join(' and ')}.\n`);
    return 0;
  },
};
