// Refuses words that readers stumbled over, in messages, settings, the command line's help and documents, and commit
// subjects that are too long.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What to write instead, by pattern. The patterns match the senses to avoid and few others.
 * @type {readonly (readonly [RegExp, string])[]}
 */
const retired = [
  [/\bfore(?:see[ns]?|seeing|saw)\b/i, 'predict'],
  [/\b(?:go|goes|going|went) on\b/i, 'continue, resume, change over time'],
  [/\b(?:stands?|stood)\b(?! for\b)/i, 'is, lies, is listed'],
  [/\b(?:tells|told)\b(?! apart\b)/i, 'shows, says, returns'],
  [/\bholds\b/i, 'contains, is true, applies'],
  [/\b(?:come|comes|came|coming) (?:back|again)\b/i, 'is restored'],
  [/\bso many\b/i, 'the number of'],
  [/\bat the (?:least|most)\b/i, 'at least, minimum'],
  [/\bin the place of\b/i, 'instead of'],
  [/\bshall\b/i, 'should, or nothing'],
  [/\b(?:by itself|by themselves)\b/i, 'automatically'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\blikel(?:ier|iest)\b/i, 'more likely, most likely'],
  [
    /\b(?:nats|bits|tokens|words|characters|updates|steps|rows|MB) an? (?:window|element|second|token|word|character)\b/i,
    'per',
  ],
];

/** The last commit before the rule for subjects was kept. */
const RULE_SINCE = 'd5743e69';
const SUBJECT_LENGTH = 72;

/** @type {(folder: string, extension: string) => string[]} */
function filesIn(folder, extension) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter(name => name.endsWith(extension)).map(name => join(folder, name));
}

/** @type {(file: string) => string[]} The lines of a file that people read. */
function linesOf(file) {
  const text = readFileSync(file, 'utf8');
  if (file === 'l10n/bundle.l10n.ja.json') return Object.keys(JSON.parse(text)); // the English messages
  if (!file.endsWith('.ts')) return text.split('\n');
  return text
    .split('\n')
    .map(line => (line.match(/'[^']* [^']*'|`[^`]* [^`]*`|"[^"]* [^"]*"/g) ?? []).join(' '));
}

/** @type {() => string[]} */
function retiredWords() {
  const files = [
    'package.nls.json',
    'l10n/bundle.l10n.ja.json',
    ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md'],
    ...filesIn('docs', '.md'),
    ...filesIn('src/cli', '.ts'),
  ];
  return files.flatMap(file =>
    linesOf(file).flatMap((line, i) =>
      retired.flatMap(([pattern, instead]) => {
        const found = pattern.exec(line);
        return found ? [`${file}:${i + 1}: "${found[0]}" (${instead}): ${line.trim()}`] : [];
      }),
    ),
  );
}

/** @type {() => string[]} None where there is no history. */
function badSubjects() {
  const { stdout } = spawnSync('git', ['log', '--no-merges', '--format=%h %s', `${RULE_SINCE}..HEAD`], {
    encoding: 'utf8',
  });
  const commits = (stdout ?? '').split('\n').filter(line => line !== '');
  return commits.flatMap(commit => {
    const subject = commit.slice(commit.indexOf(' ') + 1);
    if (subject.length > SUBJECT_LENGTH)
      return [`${commit}: the subject has ${subject.length} characters; at most ${SUBJECT_LENGTH}`];
    return /^[^:]+: \S|^Revert "/.test(subject) ? [] : [`${commit}: the subject is not "area: summary"`];
  });
}

const problems = [...retiredWords(), ...badSubjects()];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
