import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { CliFolder } from './cli/runCli';
import { documents } from './support/documents';

const read = (file: string) => readFileSync(file, 'utf8');
const all = documents.map(file => ({ file, text: read(file) }));

/** Creates the files that the examples read. They are small, so that the test is quick. */
function prepare(place: CliFolder): void {
  mkdirSync(place.path('media/samples'), { recursive: true });
  writeFileSync(place.path('media/samples/english.txt'), read('media/samples/english.txt').slice(0, 1000));
  for (const name of ['train', 'valid', 'test']) {
    const words = read(`test/fixtures/text/words.${name}.txt`).split('\n').slice(0, 40).join('\n');
    for (const copy of [`words.${name}.txt`, `${name}.txt`]) writeFileSync(place.path(copy), `${words}\n`);
  }
  writeFileSync(place.path('text.txt'), 'the cat sat on the mat\nthe dog saw a log\n');
  const sample = read('media/samples/english.txt');
  writeFileSync(place.path('a.txt'), sample.slice(0, 1000));
  writeFileSync(place.path('rest.txt'), sample.slice(1000, 2000));
  writeFileSync(place.path('items.tsv'), 'item\tcondition\ttext\n1\treduced\tThe horse | raced | fell.\n');
  copyFileSync('test/fixtures/cases/a05-nounk.arpa', place.path('a.arpa'));
}

/** A command in a document, without the name of the program, and the text for its standard input. */
interface Example {
  readonly line: string;
  readonly input: string;
}

/**
 * Returns the commands in a document's code blocks: the lines that begin with `npx elman` or `npm run elman --`,
 * or pipe the output of `echo` into one of them, each joined with its continuation lines.
 */
function examplesIn(text: string): Example[] {
  const joined = text.replaceAll(/ \\\n */g, ' ');
  const pattern = /^(?: {4})?(?:echo (.*) \| )?(?:npx elman|npm run elman --) (.*)$/gm;
  return [...joined.matchAll(pattern)].map(([, echoed, line]) => ({
    line,
    input: echoed === undefined ? '' : `${echoed.replaceAll('"', '')}\n`,
  }));
}

/** Replacements that make an example quick: few iterations and small networks. */
const QUICK: readonly (readonly [RegExp, string])[] = [
  [/--max-iterations \d+/, '--max-iterations 30'],
  [/(--?hidden|--?class) \d+/g, '$1 10'],
  [/--states \d+/, '--states 4'],
  [/--budget \S+/, '--budget tokens=2000,parameters=4000'],
  [/\/tmp\//g, ''],
];

/**
 * Splits a command line as a shell does. Replaces its numbers by `QUICK`, and `RUN...` by the id of a run in
 * the folder.
 */
function argumentsOf(line: string, { folder }: CliFolder): string[] {
  const quick = QUICK.reduce((text, [pattern, value]) => text.replace(pattern, value), line);
  const words = quick.match(/"[^"]*"|\S+/g) ?? [];
  const runs = existsSync(`${folder}/elman-runs`) ? readdirSync(`${folder}/elman-runs`) : [];
  const [run] = runs.filter(name => existsSync(`${folder}/elman-runs/${name}/run.json`));
  return words.map(word => (word === 'RUN...' ? run : word.replaceAll('"', '')));
}

/** Returns the commands that a document mentions as inline code, each with its flags. */
function mentionsIn(text: string): { command: string; flags: string[] }[] {
  return [...text.matchAll(/`(?:npx )?elman (?!help)([a-z][a-z0-9-]*)([^`]*)`/g)].map(
    ([, command, rest]) => ({
      command,
      flags: rest.match(/(?<= )--[\w-]+/g) ?? [],
    }),
  );
}

describe('commands in the documents', () => {
  const places: CliFolder[] = [];
  after(() => {
    for (const place of places) place.remove();
  });

  it('for npm are scripts of package.json, with test files that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const found = all.flatMap(({ file, text }) =>
      [...text.matchAll(/npm (?:run )?(?:-s )?([a-z][\w:]*)(?: -- ([\w/.]+\.test\.ts))?/g)].map(match => ({
        file,
        script: match[1],
        test: match[2],
      })),
    );
    const ofNpm = ['install', 'pack', 'ci', 'exec', 'dependencies'];
    assert.ok(found.length > 20);
    for (const { file, script, test } of found) {
      assert.ok(script in scripts || ofNpm.includes(script), `${file}: npm run ${script}`);
      if (test) assert.ok(existsSync(test), `${file}: ${test}`);
    }
  });

  it('for elman exist, with the flags that are named', async () => {
    const place = new CliFolder();
    places.push(place);
    const mentions = all.flatMap(({ file, text }) => mentionsIn(text).map(mention => ({ file, ...mention })));
    const commands = [...new Set(mentions.map(({ command }) => command))];
    const helps = await Promise.all(commands.map(command => place.run(`help ${command}`)));
    assert.ok(mentions.length > 20);
    for (const { file, command, flags } of mentions) {
      const { code, stdout } = helps[commands.indexOf(command)];
      assert.equal(code, 0, `${file}: elman ${command}`);
      for (const flag of flags) assert.ok(stdout.includes(flag), `${file}: elman ${command} ${flag}`);
    }
  });

  for (const { file, text } of all) {
    const examples = examplesIn(text);
    if (examples.length === 0) continue;
    it(`for elman in ${file} run`, async () => {
      const place = new CliFolder();
      places.push(place);
      prepare(place);
      for (const { line, input } of examples) {
        const { code, stderr } = await place.run(argumentsOf(line, place), { input });
        assert.equal(code, 0, `elman ${line}\n${stderr}`);
      }
    });
  }

  it('for the module in docs/guide/library.md run', () => {
    const place = new CliFolder();
    places.push(place);
    mkdirSync(place.path('node_modules'));
    symlinkSync(resolve('.'), place.path('node_modules/elman-lab'), 'junction');
    const [, program] = /```js\n([\s\S]*?)```/.exec(read('docs/guide/library.md')) ?? [];
    writeFileSync(place.path('program.mjs'), program);
    const options = { cwd: place.folder, encoding: 'utf8' } as const;
    const { status, stderr, stdout } = spawnSync(process.execPath, ['program.mjs'], options);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^100 \d/m);
  });
});
