/** The keys of the outermost object in a JSON text, in order and as often as they are written; JSON.parse hides repeats. */
export function jsonKeys(json: string): string[] {
  const keys: string[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
  let depth = 0;
  let last: string | undefined;
  for (let match = token.exec(json); match; match = token.exec(json)) {
    const [text] = match;
    if (text === '{' || text === '[') depth++;
    else if (text === '}' || text === ']') depth--;
    else if (text === ':' && depth === 1 && last !== undefined) keys.push(JSON.parse(last));
    last = text.startsWith('"') ? text : undefined;
  }
  return keys;
}
