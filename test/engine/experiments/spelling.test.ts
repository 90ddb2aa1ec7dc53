import assert from 'node:assert/strict';
import { generatedTags, hasBoundaries } from '../../../src/engine/experiments/generators';
import { soundsOf } from '../../../src/engine/experiments/generators/spelling';

describe('the spelling of invented words', () => {
  for (const [word, sounds] of [
    ['ship', 'S-ip'],
    ['phone', 'f-On-'],
    ['nice', 'nIs-'],
    ['gick', 'ji-k'],
    ['cod', 'kod'],
    ['kneat', '-nE-t'],
    ['rosa', 'roza'],
    ['stain', 'stA-n'],
    ['be', 'be'],
    ['saue', 'sa@@'],
    ['banato', 'ban@t@'],
    ['banatoa', 'ban@tO-'],
    ['tomate', 'tomAt-'],
    ['macomate', 'mak@mAt-'],
  ] as const) {
    it(`follows the rules: ${word}`, () => assert.equal(soundsOf(word).join(''), sounds));
  }

  it('is written as a tagger reads it: one letter and its sound per line, an empty line after each word', () => {
    const lines = [...generatedTags('spelling', { number: 3, seed: 1, complex: 0 })].join('').split('\n');
    assert.equal(lines.filter(line => line === '').length, 4);
    assert.ok(lines.every(line => line === '' || /^[a-z]\t[a-zA-Z@-]$/.test(line)));
    assert.deepEqual([hasBoundaries('spelling'), hasBoundaries('lexical')], [true, false]);
  });
});
