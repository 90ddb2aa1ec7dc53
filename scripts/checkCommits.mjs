// Rejects commit subjects that are too long, do not have the form "area: summary", or contain retired words:
// `node scripts/checkCommits.mjs [COMMIT]` checks the commits after COMMIT.
import { spawnSync } from 'node:child_process';
import { retiredWordsIn } from './retiredWords.mjs';

/** The last commit to which the rules for subjects do not apply. */
const RULE_SINCE = 'd5743e6a0d8c634f1565c6e3c5c687860f2611ea';
const SUBJECT_LENGTH = 72;
/** Commits whose subjects contain words that were retired later. */
const accepted = ['8710dd80'];

/**
 * Runs git. Returns git's output, or undefined if git fails.
 * @type {(...args: string[]) => string | undefined}
 */
function git(...args) {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Returns the rules that a subject breaks.
 * @type {(subject: string) => string[]}
 */
function problemsOf(subject) {
  return [
    ...(subject.length > SUBJECT_LENGTH
      ? [`the subject has ${subject.length} characters; at most ${SUBJECT_LENGTH}`]
      : []),
    ...(/^[^:]+: \S|^Revert "/.test(subject) ? [] : ['the subject is not "area: summary"']),
    ...retiredWordsIn(subject).map(found => `the subject contains ${found}`),
  ];
}

/**
 * Returns the subjects since a commit that break the rules. Empty without a repository, as in a published
 * package.
 * @type {(since: string) => string[]}
 */
function badSubjects(since) {
  if (git('rev-parse', '--git-dir') === undefined) return [];
  const isShallow = git('rev-parse', '--is-shallow-repository') === 'true';
  const isKnown = git('cat-file', '-e', `${since}^{commit}`) !== undefined;
  if (!isKnown && !isShallow)
    return [`${since}: the history has no such commit, so no subject can be checked`];
  const commits = git('log', '--no-merges', '--format=%h %s', isKnown ? `${since}..HEAD` : 'HEAD') ?? '';
  return commits
    .split('\n')
    .filter(line => line !== '' && !accepted.some(commit => line.startsWith(commit)))
    .flatMap(line => problemsOf(line.slice(line.indexOf(' ') + 1)).map(problem => `${line}: ${problem}`));
}

const problems = badSubjects(process.argv[2] ?? RULE_SINCE);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
