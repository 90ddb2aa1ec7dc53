import { isCompared, type KindsRecord, tokenGroups } from '../protocol/kindsComparison';
import { fill } from '../protocol/message';

/**
 * Returns the results of a comparison as a CSV file (RFC 4180): a row for each kind, with the perplexity of each group of
 * tokens in a column of its own. A kind that could not be compared has a reason instead of figures.
 */
export function kindsCsv({ results }: KindsRecord): string {
  const groups = tokenGroups.filter(group =>
    results.some(result => isCompared(result) && result.groups.some(each => each.group === group)),
  );
  const head = ['model', 'parameters', 'tokens', 'seconds', 'perplexity', 'low', 'high', 'best', 'worst'];
  const rows = results.map(result => {
    if (!isCompared(result)) {
      const reason = fill(result.reason.template, result.reason.args);
      return [result.model, ...Array(head.length - 1 + groups.length).fill(''), reason];
    }
    const { model, parameters, tokens, seconds, perplexity, interval, best, worst } = result;
    const ofGroups = groups.map(group => result.groups.find(each => each.group === group)?.perplexity);
    const figures = [parameters, tokens, seconds, perplexity, interval?.low, interval?.high];
    return [model, ...figures, best, worst, ...ofGroups, ''];
  });
  return [[...head, ...groups, 'reason'], ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Returns the results of a comparison as a JSON array, as `elman compare --json` does. */
export function kindsJson({ results }: KindsRecord): string {
  const rows = results.map(result => {
    if (!isCompared(result))
      return { model: result.model, reason: fill(result.reason.template, result.reason.args) };
    const { file: _, ...figures } = result;
    return figures;
  });
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
