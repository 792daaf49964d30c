// Numbers and days as the owner's commands print them.

/** 50000 as 50,000, whatever this machine's language. */
export const number = (value) => value.toLocaleString("en-US");

/** The day of a second, in UTC, as the guard's table counts days. */
export const dateOf = (second) => new Date(second * 1000).toISOString().slice(0, 10);
