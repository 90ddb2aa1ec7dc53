import { modelSchema } from './texts';
import { jsonLinesOf, type Tool } from './tool';

const flags = {
  length: { type: 'integer', minimum: 1, maximum: 5000, description: 'Number of tokens. Default: 200.' },
  temperature: {
    type: 'number',
    minimum: 0,
    maximum: 10,
    description: 'Below 1, likely tokens become more likely. Default: 1.',
  },
  seed: {
    type: 'integer',
    minimum: 0,
    maximum: 2 ** 32 - 1,
    description: 'The same seed gives the same text.',
  },
  prime: { type: 'string', maxLength: 10_000, description: 'Text that the model reads first.' },
} as const;

export const sampleText: Tool = {
  name: 'sample_text',
  title: 'Sample Text',
  description: 'Generates text with a model. The answer is the output of a small language model, not a fact.',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: { model: modelSchema, ...flags },
    required: ['model'],
  },
  isReadOnly: true,
  files: [],
  models: ['model'],
  call(input) {
    const given = Object.keys(flags).filter(name => input[name] !== undefined);
    // A value is in the same word as its flag, because a text can begin with a dash.
    const options = given.map(name => `--${name}=${input[name]}`);
    return { args: ['sample', String(input.model), '--json', ...options] };
  },
  answer(stdout) {
    const [{ text, iteration, seed, temperature }] = jsonLinesOf(stdout);
    return { text, iteration, seed, temperature };
  },
};
