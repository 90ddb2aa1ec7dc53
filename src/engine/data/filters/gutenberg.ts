import type { TextFilter } from './filter';

/**
 * The filter for Project Gutenberg. It leaves out the header and the licence, which begin and end with these
 * marks:
 *
 * *** START OF THE PROJECT GUTENBERG EBOOK PRIDE AND PREJUDICE ***     since 1999, perhaps on two lines
 * *END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*     before 1999
 * *** END OF THE PROJECT GUTENBERG EBOOK PRIDE AND PREJUDICE ***
 * End of the Project Gutenberg Etext of Pride and Prejudice            before 1999; now above the newer mark
 */
export const gutenberg: TextFilter = {
  frame: {
    sign: /Project Gutenberg|\*{3} ?START OF/i,
    title:
      /^[ \t*\ufeff]*(?:The )?Project Gutenberg(?:['’]s (?!licen)| (?:E-?(?:book|text)|Edition)(?:,| of) ).*$/im,
    opening:
      /^[ \t]*\*(?:\*\* ?START OF TH(?:E|IS) (?:PROJECT GUTENBERG|COPYRIGHTED)(?:[^*\r\n]*(?:\r?\n[^*\r\n]+){0,2}\*{3}.*|.*)|END ?\*? ?THE SMALL PRINT!.*)(?:\r\n?|\n|$)/gim,
    closing:
      /^[ \t]*(?:\*{3} ?)?(?:The )?(?:END OF|Ende|Fin de) (?:(?:THE|THIS|dieses) )?(?:PROJE[CK]T GUTENBERG|COPYRIGHTED PROJECT GUTENBERG)/gim,
  },
};
