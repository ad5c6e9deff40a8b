/** Set where someone wants libraries to tell what they do. */
export const wantedWords = process.env.DEBUG ?? ''

// Before any library looks: they would print passwords of stores, cookies and PINs, past the log and all its care.
delete process.env.DEBUG // [K181]
