import { expect } from 'chai'
import { mutantsOf } from '../../tools/guards/mutants.mjs'

interface Case {
  readonly lines: readonly string[]
  /** What stands in the place of the marked line, in each mutant. */
  readonly instead: readonly string[]
}

const cases: Record<string, Case> = {
  'a statement that is dropped': {
    lines: ["if (door.isShut) return 'refused' // [Z1]", "return 'open'"],
    instead: [''],
  },
  'a statement of an else': {
    lines: ['if (isIn) greet()', 'else door.shut() // [Z1]'],
    instead: ['else ;'],
  },
  'a statement that others stand around': {
    lines: ['if (isIn) {', '  greet()', '  await door.shut() // [Z1]', '}'],
    instead: [''],
  },
  'a condition on a line of its own, with both outcomes': {
    lines: ['while (', '  isShut(door) // [Z1]', ') {', '  knock()', '}'],
    instead: ['true', 'false'],
  },
  'a condition that is returned': {
    lines: ['return isIn && door.isShut // [Z1]'],
    instead: ['return true', 'return false'],
  },
  'a condition that gets a name': {
    lines: ['const isLate = now >= endsAt // [Z1]'],
    instead: ['const isLate = true', 'const isLate = false'],
  },
  'an operand of &&': {
    lines: ['return (', '  isIn &&', '  (isLate || door.isShut) && // [Z1]', '  !isDeaf', ')'],
    instead: ['true &&'],
  },
  'the last operand of ||': {
    lines: ['if (', '  isIn ||', '  door.isShut // [Z1]', ') {', '  knock()', '}'],
    instead: ['false'],
  },
  'the first operand of ??': {
    lines: ['const reason =', '  door.reason ?? // [Z1]', '  reasonOf(house)'],
    instead: ['null ??'],
  },
  'what is taken before something else': {
    lines: ['const reason = door.reason ?? reasonOf(house) // [Z1]'],
    instead: ['const reason = null ?? reasonOf(house)'],
  },
  'a part of a sum': {
    lines: ['return (', '  bytesOf(text) +', '  count * PER_PIECE // [Z1]', ')'],
    instead: ['0'],
  },
  'the choice between two values': {
    lines: ['const side = isIn ? garden : street // [Z1]'],
    instead: ['const side = true ? garden : street', 'const side = false ? garden : street'],
  },
  'one of two values, which the other stands in for': {
    lines: ['return isIn', '  ? garden', '  : street // [Z1]'],
    instead: [': garden'],
  },
  'a call that gives data another form': {
    lines: ['const open = doors.filter((door) => !door.isShut) // [Z1]'],
    instead: ['const open = doors'],
  },
  'a call in a chain': {
    lines: ['const open = doors', "  .where('isShut', '=', false) // [Z1]", '  .list()'],
    instead: ['.list()'],
  },
  'another value that is returned': { lines: ['return reasonOf(door) // [Z1]'], instead: [''] },
  'an argument': { lines: ['open(', '  door,', '  key, // [Z1]', ')'], instead: [''] },
  'a function that decides': {
    lines: ['doors.filter(', '  (door) => !door.isShut, // [Z1]', ')'],
    instead: ['(door) => true,', '(door) => false,'],
  },
  'an element': { lines: ['const doors = [', '  front, // [Z1]', '  back,', ']'], instead: [''] },
  'a property': { lines: ['const door = {', '  isShut: true, // [Z1]', '  key,', '}'], instead: [''] },
  'the form of a property': {
    lines: ['const shown = {', '  name: name.slice(0, MOST), // [Z1]', '}'],
    instead: ['name: name,'],
  },
  'what is spread into an object': {
    lines: ['const door = {', '  ...(isShut && { key }), // [Z1]', '}'],
    instead: [''],
  },
}

const nothing: Record<string, string[]> = {
  'a line that only opens something': ['open(door, () => { // [Z1]', '  greet()', '})'],
  'a line that only closes something': ['open(door, () => {', '  greet()', '}) // [Z1]'],
  'two statements': ['greet(); door.shut() // [Z1]'],
  'a name without which nothing runs': ['const house = build() // [Z1]'],
}

describe('a marked line', () => {
  for (const [what, { lines, instead }] of Object.entries(cases)) {
    it(`takes out ${what}`, () =>
      expect(mutantsOfLines(lines).map(({ line }) => line)).to.deep.equal(instead))
  }

  for (const [what, lines] of Object.entries(nothing)) {
    it(`has no mutant when it is ${what}`, () => expect(mutantsOfLines(lines)).to.deep.equal([]))
  }

  it('changes nothing else', () => {
    const [mutant] = mutantsOfLines(['greet()', 'if (isLate) return // [Z1]', "open('🚪') // [Z2]"])
    expect(mutant?.text.split('\n').slice(1, -1)).to.deep.equal([
      'greet()',
      '; // [Z1]',
      "open('🚪') // [Z2]",
    ])
  })
})

function mutantsOfLines(lines: readonly string[]) {
  const text = ['async function enter(door) {', ...lines, '}'].join('\n')
  const index = text.split('\n').findIndex((line) => line.endsWith('[Z1]'))
  return mutantsOf({ file: 'door.ts', text, index })
}
