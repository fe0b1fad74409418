/** How an invitation is written on paper: digits, which all can type, or English words, which are easier to say. */
export const CODE_FORMS: ['digits', 'words'] = ['digits', 'words'];
export type CodeForm = (typeof CODE_FORMS)[number];
