import { formatFixed } from '../../engine/core/formatFixed';
import { decodeLatin1 } from '../../engine/core/latin1';
import {
  type Accuracy,
  type Answers,
  accuracyOf,
  type Section,
} from '../../engine/vectors/word2vec/accuracy';
import { unitVectors } from '../../engine/vectors/wordVectors';
import { readStandardInput } from '../../workers/inputFile';
import type { Command } from '../command/command';
import { jsonFlag } from '../command/flag';
import { UsageError } from '../command/usageError';
import { jsonLine } from '../format';
import { openVectors, printBytes } from './vectorFiles';

export const computeAccuracy: Command = {
  name: 'compute-accuracy',
  operands: 'VECTORS [WORDS]',
  summary: 'Counts the right answers to analogy questions of the standard input, as word2vec does.',
  notes:
    'VECTORS is a file of word vectors, text or binary; only its first WORDS words are used, if given. The questions have four words each, in sections that begin with ": NAME". The first five sections are semantic, the others syntactic. Questions with an unknown word are left out.',
  flags: [jsonFlag],

  async run(call) {
    const [path, most] = call.operands;
    if (path === undefined) throw new UsageError('VECTORS is missing.');
    if (call.operands.length > 2) throw new UsageError(`Unexpected argument "${call.operands[2]}".`);
    if (most !== undefined && !/^\d+$/.test(most))
      throw new UsageError(`WORDS is a whole number, not "${most}".`);
    const { words, vectors, size } = await openVectors(path);
    const count = Math.min(words.length, Number(most ?? 0) || words.length);
    const unit = unitVectors({
      words: words.slice(0, count),
      vectors: vectors.subarray(0, count * size),
      size,
    });
    const accuracy = accuracyOf(unit, decodeLatin1(await readStandardInput('standard input')));
    if (call.flags.has('json')) process.stdout.write(jsonLine(withShares(accuracy)));
    else printBytes(inWords(accuracy));
    return 0;
  },
};

const inWords = ({ sections, questions, seen }: Accuracy) =>
  `${sections.map(sectionLines).join('')}Questions seen / total: ${seen} ${questions}   ${percent({ right: seen, asked: questions })} % \n`;

function sectionLines({ name, own, all, semantic, syntactic }: Section): string {
  // For a section without questions, the original compute-accuracy reports 1 question.
  const asked = Math.max(own.asked, 1);
  return (
    `${name}:\nACCURACY TOP1: ${percent({ ...own, asked })} %  (${own.right} / ${asked})\n` +
    `Total accuracy: ${percent(all)} %   Semantic accuracy: ${percent(semantic)} %   Syntactic accuracy: ${percent(syntactic)} % \n`
  );
}

/**
 * Returns the share of right answers in percent. Rounds to float32 after each operation, as the original
 * compute-accuracy does. Returns `-nan` without questions, as C prints 0 / 0.
 */
const percent = ({ right, asked }: Answers) =>
  asked === 0 ? '-nan' : formatFixed(Math.fround(Math.fround(right / asked) * 100), 2);

/** Returns the counts with the shares of right answers. A share is null if no question was asked. */
function withShares({ sections, questions, seen }: Accuracy) {
  const last = sections.at(-1);
  const share = ({ right, asked }: Answers) => ({ right, asked, share: asked === 0 ? null : right / asked });
  const none = { right: 0, asked: 0 };
  return {
    sections: sections.map(({ name, own }) => ({ name, ...share(own) })),
    all: share(last?.all ?? none),
    semantic: share(last?.semantic ?? none),
    syntactic: share(last?.syntactic ?? none),
    questions,
    seen,
  };
}
