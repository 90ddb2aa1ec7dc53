import type { Node } from 'jsonc-parser';
import { choiceIn, entriesOf, expected, integerIn, propertiesOf, textIn } from './fileNodes';

/** Where the runs of an experiment are trained: in processes of this machine, or as a job array of Slurm. */
export type Launch = { readonly kind: 'local' } | { readonly kind: 'slurm'; readonly slurm: SlurmOptions };

/**
 * The resources that Slurm should provide for each run. For missing options, the cluster's defaults apply.
 */
export interface SlurmOptions {
  readonly partition?: string;
  readonly account?: string;
  /** Time limit, such as `01:00:00`. */
  readonly time?: string;
  /** Amount of memory, such as `2G`. */
  readonly memory?: string;
  readonly cpus: number;
  /** Maximum number of runs that train at the same time. */
  readonly atOnce?: number;
  /** Names of environment modules that are loaded before training. */
  readonly modules: readonly string[];
}

/**
 * Allowed forms of values in a Slurm script. They contain no characters that a shell or a program could
 * interpret as a command or an option.
 */
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.,-]*$/;
const MODULE = /^[A-Za-z0-9_][A-Za-z0-9_.+/@-]*$/;
const TIME = /^(\d+|\d+:\d\d(:\d\d)?|\d+-\d+(:\d\d){0,2})$/;
const MEMORY = /^\d+[KMGT]?$/;

const MAX_CPUS = 1024;
const MAX_AT_ONCE = 100_000;

/**
 * Reads where the runs are trained: `"local"` or a description of Slurm jobs, for example:
 *
 *     { "slurm": { "partition": "short", "time": "01:00:00" } }
 */
export function launchIn(node: Node | undefined): Launch {
  if (!node) return { kind: 'local' };
  if (node.type !== 'object') return { kind: choiceIn(node, ['local']) };
  const options = propertiesOf(node, ['slurm']).get('slurm')?.value;
  if (!options) throw expected(node, '"local" or { "slurm": { "partition": "short" } }');
  const found = propertiesOf(options, [
    ...['partition', 'account', 'time', 'memory', 'cpus', 'atOnce', 'modules'],
  ]);
  const formed = (name: string, form: RegExp, example: string) => {
    const value = found.get(name)?.value;
    return value && { [name]: formedText(value, form, example) };
  };
  const [cpus, atOnce, modules] = ['cpus', 'atOnce', 'modules'].map(name => found.get(name)?.value);
  const slurm = {
    ...formed('partition', NAME, 'a name of letters, digits, "_", "." and "-"'),
    ...formed('account', NAME, 'a name of letters, digits, "_", "." and "-"'),
    ...formed('time', TIME, 'a time such as "01:00:00" or "2-00"'),
    ...formed('memory', MEMORY, 'a size such as "2G"'),
    cpus: cpus ? integerIn(cpus, 1, MAX_CPUS) : 1,
    ...(atOnce && { atOnce: integerIn(atOnce, 1, MAX_AT_ONCE) }),
    modules: modules
      ? entriesOf(modules).map(each => formedText(each, MODULE, 'the name of a module such as "node/20"'))
      : [],
  };
  return { kind: 'slurm', slurm };
}

function formedText(node: Node, form: RegExp, what: string): string {
  const text = textIn(node);
  if (form.test(text)) return text;
  throw expected(node, what);
}
