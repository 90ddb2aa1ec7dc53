/** Whether the page is too narrow for tables and for axes side by side. It usually is in a side bar. */
export const narrow = matchMedia('(max-width: 479px)');
