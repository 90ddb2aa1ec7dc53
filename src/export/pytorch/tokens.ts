import type { Tokenizer } from '../../engine/data/tokenizer';
import { UserError } from '../../protocol/userError';

/** White space of Unicode, as JavaScript defines it. */
const UNICODE_BLANKS =
  '\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';

const words = (blanks: string) => `def tokens_of(text):
    """Splits lines into words. The symbol </s> follows each line with words."""
    tokens = []
    for line in re.split("\\r\\n|\\r|\\n", text):
        words = re.findall("[^${blanks}]+", line)
        if not words:
            continue
        words = words[1:] if words[0] == "<s>" else words
        words = words[:-1] if words[-1:] == ["</s>"] else words
        tokens += ["<unk>" if word in ("<s>", "</s>") else word for word in words] + ["</s>"]
    return tokens`;

/** The Python function `tokens_of(text)` of each tokenizer that Python can express, by the tokenizer's id. */
const functions: Readonly<Record<string, string>> = {
  character: `def tokens_of(text):
    """Splits a text into characters. Every line ending becomes a newline."""
    return list(text.replace("\\r\\n", "\\n").replace("\\r", "\\n"))`,
  'character keep': `def tokens_of(text):
    """Splits a text into characters."""
    return list(text)`,
  word: words(UNICODE_BLANKS),
  'word ascii': words(' \\t\\r\\v\\f\\n'),
};

/** Returns the function that splits texts. Throws a UserError for a tokenizer that Python cannot express. */
export function tokenCode({ id }: Tokenizer): string {
  if (Object.hasOwn(functions, id)) return functions[id];
  throw new UserError(
    'The PyTorch program cannot split texts as this model does ("{0}"). Train with {1} "character" or "word".',
    [id, { setting: 'text.unit' }],
    'text.unit',
  );
}
