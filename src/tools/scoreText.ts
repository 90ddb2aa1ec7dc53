import { modelSchema, textOf, textSchemas } from './texts';
import { jsonLinesOf, type Tool } from './tool';

export const scoreText: Tool = {
  name: 'score_text',
  title: 'Score Text',
  description:
    'Returns the perplexity, the log probability and the bits per character of a text under a model. Perplexities per token can be compared only between models that split texts in the same way; bits per character can be compared between all language models. A model that reads from both sides returns pseudo-figures (bothSides: true), which can be compared only with those of other such models.',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: { model: modelSchema, ...textSchemas },
    required: ['model'],
  },
  isReadOnly: true,
  files: ['file'],
  models: ['model'],
  call(input) {
    const { file, stdin } = textOf(input);
    return { args: ['score', String(input.model), file, '--json'], input: stdin };
  },
  answer(stdout) {
    const [figures] = jsonLinesOf(stdout);
    return figures;
  },
};
