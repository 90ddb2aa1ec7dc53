/** Returns a size in megabytes as text, without the unit: `1.4` or `120`. */
export const megabytes = (bytes: number) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
