/**
 * Rows that one statement deletes. It takes a few milliseconds, in which SQLite blocks the process. Between two
 * statements all other work gets its turn, even if there are years of rows to delete.
 */
export const BATCH = 250
