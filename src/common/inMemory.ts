/** Maximum size, in bytes, of a text that is read into memory. A larger text is read in pieces. */
export const IN_MEMORY = 2 ** 26;
