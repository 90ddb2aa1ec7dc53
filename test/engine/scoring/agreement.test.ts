import assert from 'node:assert/strict';
import { readCorpus } from '../../../src/engine/data/corpus';
import { tokenizers } from '../../../src/engine/data/tokenizers';
import { type LanguageModel, readBySteps } from '../../../src/engine/model/languageModel';
import { agreementOf } from '../../../src/engine/scoring/agreement';
import { readAgreementPlaces } from '../../../src/export/surprisal/agreementPlaces';

const text = 'boy sees . boys see . boy who girls see walks .\n';
const tokenizer = tokenizers.word('en');
const { vocabulary } = readCorpus({ name: 'a.txt', bytes: Buffer.from(text) }, tokenizer, 1);

/**
 * A model in which verbs agree with the noun before them. After a verb, singular and plural are equally
 * likely.
 */
const model: LanguageModel<string> = {
  vocabulary,
  start: () => '',
  step(_, id) {
    const last = vocabulary.symbols[id];
    const isLikely = (symbol: string) =>
      /^boys|girls$/.test(last) ? symbol === 'see' : /^boy$/.test(last) ? symbol.endsWith('s') : true;
    const logProbs = Float64Array.from(vocabulary.symbols, symbol => Math.log(isLikely(symbol) ? 0.1 : 0.01));
    return { state: last, logProbs };
  },
  score(state, ids) {
    const logProbs = new Float64Array(ids.length).fill(Number.NaN);
    const end = readBySteps(this, state, ids, (i, row) => {
      logProbs[i] = row[ids[i]];
    });
    return { logProbs, state: end };
  },
  read(state, ids, visit) {
    return readBySteps(this, state, ids, visit);
  },
};

describe('agreement', () => {
  const table = [
    'start\tend\ttoken\tlabel\trival\tdistance',
    '4\t8\tsees\tsingular\tplural\t0',
    '16\t19\tsee\tplural\tsingular\t0',
    '36\t39\tsee\tplural\tsingular\t0',
    '40\t45\twalks\tsingular\tplural\t3',
    '46\t47\t.\tstop\t\t',
  ];

  it('compares all tokens of the right label with all of the rival, by group', () => {
    const places = [...readAgreementPlaces('a.tsv', table)];
    const found = agreementOf({ model, tokenizer }, text, places);
    // After a verb, "walks" is not more likely, although the singular has two verbs, "sees" and "walks", and
    // the plural only "see".
    assert.deepEqual(found, [
      { group: 'all', value: '', places: 4, right: 1 },
      { group: 'distance', value: '0', places: 3, right: 1 },
      { group: 'distance', value: '3', places: 1, right: 1 },
    ]);
    const swapped = places.map(place =>
      place.start === 40 ? { ...place, token: 'see', label: 'plural', rival: 'singular' } : place,
    );
    assert.deepEqual(agreementOf({ model, tokenizer }, text, swapped).at(-1)?.right, 0);
    assert.equal(agreementOf({ model, tokenizer }, text, swapped)[0].right, 0.75);
  });

  it('lists the groups in the order of the columns, and their values by size', () => {
    const grouped = [
      'start\tend\ttoken\tlabel\trival\tdistance\tattractor',
      '4\t8\tsees\tsingular\tplural\t10\tsame',
      '16\t19\tsee\tplural\tsingular\t3\tother',
      '36\t39\tsee\tplural\tsingular\t3\tsame',
      '40\t45\twalks\tsingular\tplural\t0\tother',
    ];
    const found = agreementOf({ model, tokenizer }, text, [...readAgreementPlaces('a.tsv', grouped)]);
    assert.deepEqual(
      found.map(({ group, value }) => `${group} ${value}`),
      ['all ', 'distance 0', 'distance 3', 'distance 10', 'attractor other', 'attractor same'],
    );
  });

  it('names a column that is missing', () => {
    assert.throws(
      () => [...readAgreementPlaces('a.tsv', ['start\ttoken\tlabel', '0\ta\tb'])],
      /no column "rival"/,
    );
  });
});
