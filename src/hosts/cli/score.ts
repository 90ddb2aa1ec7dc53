import { type Call, type Command, wordsOf } from './command';
import { count, decimal, table } from './figures';
import { readWholeText } from './files';
import { jsonFlag } from './flag';
import { readModel, runsFlag } from './runs';

export const score: Command = {
  name: 'score',
  words: 'MODEL FILE',
  summary: 'Says how well a model foresees a text.',
  notes: 'MODEL is a model file, a checkpoint or the id of a run. FILE may be "-", the standard input.',
  flags: [runsFlag, jsonFlag],

  async run(call: Call) {
    const [model, file] = wordsOf(call, ['MODEL', 'FILE']);
    const network = await readModel(call, model);
    const { worst, ...figures } = network.score(await readWholeText(file));
    if (call.flags.has('json')) {
      process.stdout.write(`${JSON.stringify({ model, iteration: network.iteration, ...figures, worst })}\n`);
      return 0;
    }
    const { tokens, unknown, sentenceEnds, log10Probability, perplexity, perplexityWithoutEnds } = figures;
    const ends = sentenceEnds > 0;
    process.stdout.write(
      table([
        ['tokens', count(tokens)],
        ['unknown', count(unknown)],
        ...(ends ? [['sentence ends', count(sentenceEnds)]] : []),
        ['log10 probability', decimal(log10Probability)],
        ['perplexity', decimal(perplexity)],
        ...(ends ? [['perplexity without sentence ends', decimal(perplexityWithoutEnds)]] : []),
        ['bits per character', decimal(figures.bitsPerCharacter, 3)],
      ]),
    );
    return 0;
  },
};
