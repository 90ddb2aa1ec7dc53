import type { Line } from '../charts/lines';
import type { Texts } from '../texts';

const NORM = 'norm.';
/** The engine's names: the layers' from the second on end with their number, counted from 0. */
const layered = /_l(\d+)$/;
const outputs = ['Why', 'by'];

/** Some of the parameters whose gradient norms can be drawn together. */
export interface NormGroup {
  readonly key: string;
  readonly label: string;
  readonly lines: readonly Line[];
}

/**
 * What to choose from for a network with these columns. One layer's parameters fit one chart; of a stack first the
 * norm of each layer's gradients is drawn, and its parameters for whoever asks.
 */
export function normGroups(names: readonly string[], { t }: Texts): NormGroup[] {
  const columns = names.filter(name => name.startsWith(NORM));
  const all: Line = { columns: ['norm'], label: t('all'), color: 0 };
  const each = (of: readonly string[]) => [
    all,
    ...of.map((column, i) => ({ columns: [column], label: column.slice(NORM.length), color: i + 1 })),
  ];
  if (!columns.some(name => layered.test(name)))
    return [{ key: 'all', label: t('all'), lines: each(columns) }];
  const parts = [...new Set(columns.map(partOf))]
    .sort() // layers first: they have the colours of the gradient flow
    .map(part => ({
      part,
      of: columns.filter(name => partOf(name) === part),
    }));
  const labelOf = (part: string) =>
    part === 'embedding' ? t('Embedding') : part === 'output' ? t('Output') : t('Layer {0}', part);
  const joint = parts.map(({ part, of }, i) => ({ columns: of, label: labelOf(part), color: i + 1 }));
  return [
    { key: 'layers', label: t('Layers'), lines: [all, ...joint] },
    ...parts
      .filter(({ of }) => of.length > 1)
      .map(({ part, of }) => ({ key: part, label: labelOf(part), lines: each(of) })),
  ];
}

/** `embedding`, `output`, or the layer's number from 1 at the bottom. */
function partOf(column: string): string {
  const name = column.slice(NORM.length);
  if (name === 'embedding') return name;
  if (outputs.includes(name)) return 'output';
  return String(1 + Number(layered.exec(name)?.[1] ?? 0));
}
