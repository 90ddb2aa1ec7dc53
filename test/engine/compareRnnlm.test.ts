import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { comparisonText } from '../../src/engine/comparison/comparisonText';
import { configure } from '../../src/engine/configuration/configure';
import { withLocale } from '../../src/engine/configuration/text';
import { compareRnnlm } from '../../src/engine/course/compareRnnlm';

function figures(file: string, characters: number) {
  const bytes = Buffer.from(readFileSync(`media/samples/${file}.txt`, 'utf8').slice(0, characters));
  const text = { name: file, bytes };
  return compareRnnlm(comparisonText(text, withLocale(configure({ 'text.unit': 'segmented' }), text)));
}

describe("RNNLM's network beside a 5-gram, of the course", () => {
  for (const [file, characters] of [
    ['english', 40_000],
    ['japanese', 15_000],
  ] as const)
    it(`of ${file}: a mixture is lower than both of its members`, () => {
      const { ngram, network, direct, mixed, mixedDirect, words, classes, outputs, tokens } = figures(
        file,
        characters,
      );
      assert.ok(tokens > 2000 && words > 100);
      for (const each of [ngram, network, direct]) assert.ok(each > 1 && each < words, String(each));
      assert.ok(mixed.perplexity < Math.min(ngram, network), `${mixed.perplexity}`);
      assert.ok(mixedDirect.perplexity < Math.min(ngram, direct), `${mixedDirect.perplexity}`);
      for (const { share } of [mixed, mixedDirect]) assert.ok(share > 0 && share < 1);
      // The usual number of outputs is that of all classes and of the words in one of them.
      assert.ok(outputs > classes && outputs < words, `${classes} < ${outputs} < ${words}`);
    });
});
