/** Variables that make libraries print what they do. */
export const wantedWords = process.env.DEBUG ?? ''

// Removed before any library reads them: the libraries would print passwords of stores, cookies and PINs, and bypass
// the log.
delete process.env.DEBUG // [K181]
