import type { Command } from './command';
import { type Flag, rangeOf } from './flag';

const INDENT = ' '.repeat(4);

/** Returns the text that `elman --help` prints. */
export function overview(commands: readonly Command[]): string {
  const usages = commands.map(command => ({ usage: usageOf(command), summary: command.summary }));
  const width = Math.max(...usages.map(({ usage }) => usage.length));
  return [
    'Small language models: train them, score texts, generate text.',
    '',
    ...usages.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`),
    '',
    '  elman help COMMAND lists the flags of a command; elman --version prints the version.',
    '',
  ].join('\n');
}

/** Returns the text that `elman help train` prints, in lines of at most `width` columns. */
export function helpOf(command: Command, width: number): string {
  const flags = command.flags.filter(({ isUnlisted }) => !isUnlisted);
  const groups = [...new Set(flags.map(({ group }) => group))];
  const lines = [
    `Usage: ${usageOf(command)} [flags]`,
    '',
    ...wrap(`${command.summary} ${command.notes}`.trim(), '', width),
    ...groups.flatMap(group => [
      '',
      `${group}:`,
      ...flags.filter(flag => flag.group === group).flatMap(flag => describe(flag, width)),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

const usageOf = ({ name, operands }: Command) => `elman ${name} ${operands}`.trim();

function describe({ name, aliases, value, description, choices }: Flag, width: number): string[] {
  const shown = aliases.filter(alias => !alias.includes('.') && !alias.endsWith(`-${name}`));
  const names = [name, ...shown].map(each => `--${each}`).join(', ');
  const head = `  ${names}${value === undefined ? '' : ` ${placeholder(value)}`}`;
  const facts = typeof value === 'object' ? factsOf(value) : '';
  const meanings = Object.entries(choices ?? {}).flatMap(([choice, meaning]) =>
    wrap(`${choice}: ${meaning}`, `${INDENT}  `, width),
  );
  return [head, ...wrap(`${description}${facts}`, INDENT, width), ...meanings];
}

function placeholder(value: NonNullable<Flag['value']>): string {
  if (typeof value === 'string') return value;
  return { choice: 'NAME', text: 'TEXT', integer: 'N', number: 'N' }[value.kind];
}

function factsOf(field: Exclude<Flag['value'], string | undefined>): string {
  if (field.default === '') return '';
  if (field.kind === 'text') return ` (default: ${field.default})`;
  // Leaves out the default of a setting whose default depends on the optimizer: its description lists the
  // defaults.
  if (field.kind !== 'choice' && field.byOptimizer) return ` (${rangeOf(field)})`;
  const range = field.kind === 'choice' ? '' : `${rangeOf(field)}; `;
  return ` (${range}default: ${field.default})`;
}

/** Breaks a text into lines at spaces. */
function wrap(text: string, indent: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
