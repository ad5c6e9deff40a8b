// Loaded into a node before everything else: from then on it believes a wrong time of day.
const shift = Number(process.env.CLOCK_SHIFT_MS)
const RightDate = Date

globalThis.Date = class extends RightDate {
  constructor(...parts) {
    super(...(parts.length > 0 ? parts : [RightDate.now() + shift]))
  }

  static now() {
    return RightDate.now() + shift
  }
}

process.stdout.write(`The clock of this process is wrong by ${Date.now() - RightDate.now()} ms.\n`)
