/**
 * Whether the page is too narrow for tables and for axes side by side. In a side bar, it usually is too
 * narrow.
 */
export const narrow = matchMedia('(max-width: 479px)');
