/** The largest number of bytes of a text that is kept in memory. Larger ones are read in pieces. */
export const IN_MEMORY = 2 ** 26;
