/** What a file of this name is called on any disk: letters, digits and a few signs, `otherwise` if none is left. */
export function fileName(name: string, otherwise: string): string {
  const safe = name
    .replace(/[^\p{L}\p{M}\p{N} ._()·-]+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 80)
    .trim();
  return safe === '' ? otherwise : safe;
}
