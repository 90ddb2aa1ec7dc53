/** An error that an agent can do something about. Its message is in English, because a language model reads it. */
export class ToolError extends Error {}
