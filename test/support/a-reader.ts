// The words of the pages ask whose kind of English dates are for; Node 20 knows no reader. Import it before them.
globalThis.navigator ??= { languages: ['en-US'] } as unknown as Navigator
