import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { documents } from './support/documents';

/** Returns the anchor that GitHub and VS Code give a heading. */
function anchorOf(heading: string): string {
  const text = heading.replace(/^#+ /, '').toLowerCase();
  return text.replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
}

function anchorsIn(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter(line => /^#+ /.test(line)).map(anchorOf);
}

/** Returns the targets of a document's links and pictures that are files of the project. */
function relativeLinks(file: string): string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(match => match[1]);
  return targets.filter(target => !/^[a-z]+:/.test(target));
}

describe('documents', () => {
  for (const file of documents) {
    it(`${file} links only to what exists`, () => {
      for (const link of relativeLinks(file)) {
        const [path, anchor] = link.split('#');
        const target = path === '' ? file : normalize(join(dirname(file), path));
        assert.ok(existsSync(target), `${link} does not exist`);
        if (anchor) assert.ok(anchorsIn(target).includes(anchor), `${target} has no heading "${anchor}"`);
      }
    });
  }

  it('describe every command that the help of the command line lists', () => {
    const page = readFileSync('docs/reference/command-line.md', 'utf8');
    const [overview] = page.split('\n## ', 1);
    const names = [...overview.matchAll(/^ {2}elman (?!help )(\S+) /gm)].map(match => match[1]);
    assert.ok(names.length > 15);
    for (const name of names) assert.ok(page.includes(`\n## elman ${name}\n`), name);
  });

  it('in docs/reference are generated from the current settings, commands and flags', () => {
    const args = ['scripts/generate.mjs', '--check'];
    const { stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(stderr, '');
  });
});
