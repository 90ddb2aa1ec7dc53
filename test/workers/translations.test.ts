import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindNames } from '../../src/common/kindNames';
import { modelFileFacts, modelFileFormats } from '../../src/common/modelFileTexts';
import { Irregularities, irregularities } from '../../src/engine/families/ngram/arpa/irregularities';

type Texts = Readonly<Record<string, string>>;

const read = (file: string): Texts => JSON.parse(readFileSync(file, 'utf8'));

/** Returns the English texts that the sources in a folder pass to one of these functions as literals. */
function literals(folder: string, functions: string): string[] {
  const call = new RegExp(
    `\\b(?:${functions})\\(\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|"((?:[^"\\\\]|\\\\.)*)")`,
    'g',
  );
  return sources(folder).flatMap(source =>
    [...source.matchAll(call)].map(match => (match[1] ?? match[2]).replaceAll(/\\(['"])/g, '$1')),
  );
}

function sources(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter(name => name.endsWith('.ts')).map(name => readFileSync(join(folder, name), 'utf8'));
}

/** Plural words in messages, each with its singular. */
const singulars: Texts = {
  ...{ runs: 'run', rows: 'row', words: 'word', tokens: 'token', characters: 'character', files: 'file' },
  ...{ occurrences: 'occurrence', comparisons: 'comparison', steps: 'step', iterations: 'iteration' },
  ...{ models: 'model', layers: 'layer', seeds: 'seed', conditions: 'condition', symbols: 'symbol' },
  ...{ are: 'is', were: 'was', have: 'has', they: 'it' },
};
const inSingular = (text: string) => text.replaceAll(/[a-z]+/g, word => singulars[word] ?? word);

/** Messages whose count is never 1, by the reason. */
const alwaysSeveral: Readonly<Record<string, RegExp>> = {
  'a vocabulary has at least 2 symbols': /distinct symbols|[12]\} symbols/,
  'such a text has at least 2 tokens':
    /^The training text (?:lacks|has only)|^unknown|^\{0\}: \{1\} (?:tokens|words)$|^Weights from|known to all models/,
  'another message is for one seed or one run': /seeds|were paused|layers$|were deleted/,
  'shown from a certain number on':
    /side by side|^Showing|^These are|to train\.$|^\{0\} runs$|conditions|Holm/,
  'nobody trains one iteration or one word':
    /a run of \{0\} iterations|completed \{0\} iterations|^\{0\} words, /,
  'the page shows at least 2 tokens': /^The \{0\} most frequent tokens|^Only the first \{0\} tokens/,
  'a unit': /tokens\/s/,
};

const places = (text: string) => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();

describe('translations', () => {
  const japanese = read('l10n/bundle.l10n.ja.json');

  it('package.json has all its texts in both languages', () => {
    const english = read('package.nls.json');
    const used = [...readFileSync('package.json', 'utf8').matchAll(/"%([\w.]+)%"/g)].map(match => match[1]);
    assert.ok(used.length > 40);
    assert.deepEqual(Object.keys(english).sort(), [...new Set(used)].sort());
    const translated = Object.keys(read('package.nls.ja.json'));
    const missing = Object.keys(english).filter(key => !translated.includes(key));
    const superfluous = translated.filter(key => !(key in english));
    assert.deepEqual({ missing, superfluous }, { missing: [], superfluous: [] });
  });

  it('every text of the extension is in the Japanese bundle', () => {
    const texts = literals('src/extension', 't');
    assert.ok(texts.length > 40);
    assert.deepEqual(
      texts.filter(text => !japanese[text]),
      [],
    );
  });

  it('every text of the dashboard page, and of reports, is in the Japanese bundle', () => {
    const texts = ['webview', 'src/charts', 'src/export'].flatMap(folder => literals(folder, 't|text'));
    assert.ok(texts.length > 60);
    assert.deepEqual(
      texts.filter(text => !japanese[text]),
      [],
    );
  });

  it('every error for users is in the Japanese bundle', () => {
    const texts = literals('src', 'new UserError');
    assert.ok(texts.length > 10);
    assert.deepEqual(
      texts.filter(text => !japanese[text]),
      [],
    );
  });

  it('every irregularity of an ARPA file is in the Japanese bundle', () => {
    const noted = new Irregularities();
    for (const kind of irregularities) noted.note(kind, 1);
    const texts = noted.warning('a').map(({ template }) => template);
    assert.equal(texts.length, irregularities.length + 1);
    assert.deepEqual(
      texts.filter(text => !japanese[text]),
      [],
    );
  });

  it('every name of a kind of model, of a model file and of its properties is in the Japanese bundle', () => {
    const names = [kindNames, modelFileFormats, modelFileFacts].flatMap(texts => Object.values(texts));
    assert.deepEqual(
      names.filter(name => !japanese[name]),
      [],
    );
  });

  it('a text that counts has another form for 1', () => {
    const texts = ['src/extension', 'webview', 'src/charts', 'src/export'].flatMap(folder =>
      literals(folder, 't|text'),
    );
    const nouns = Object.keys(singulars).filter(word => word.endsWith('s'));
    const counting = new RegExp(`\\{\\d\\} (?:more |distinct )?(?:${nouns.join('|')}|are|were|have)\\b`);
    const wrong = texts.filter(text => {
      if (!counting.test(text) || Object.values(alwaysSeveral).some(pattern => pattern.test(text)))
        return false;
      return !texts.some(other => other !== text && inSingular(other) === inSingular(text));
    });
    assert.ok(texts.filter(text => counting.test(text)).length > 40);
    assert.deepEqual(wrong, []);
  });

  it('every translation is used', () => {
    const all = ['src', 'webview'].flatMap(sources).join('\n');
    const isSaid = (text: string) => all.includes(text) || all.includes(text.replaceAll("'", "\\'"));
    assert.deepEqual(
      Object.keys(japanese).filter(text => !isSaid(text)),
      [],
    );
  });

  it('a translation has the places of its text', () => {
    for (const [text, translation] of Object.entries(japanese)) {
      assert.deepEqual(places(translation), places(text), text);
    }
  });
});
