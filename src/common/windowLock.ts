/** Returns the name of the browser's lock that a window has as long as it is open. `window`: the number of the window. */
export const windowLock = (window: number) => `elman window ${window}`;
