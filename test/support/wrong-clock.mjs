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

// In seconds: between the two readings a millisecond may pass.
const wrongBy = Math.round((Date.now() - RightDate.now()) / 1_000)
process.stdout.write(`The clock of this process is wrong by ${wrongBy} s.\n`)
