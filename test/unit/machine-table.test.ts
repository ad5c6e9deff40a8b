import { expect } from 'chai'
import { type Command, isEnded } from '../../server/methods/pairing/machine.ts'
import { claiming } from './machine-table/claiming.ts'
import { approving, denying, renewing } from './machine-table/deciding.ts'
import { happened, type Matrix, type RowName, rows } from './machine-table/matrix.ts'
import { pageCommands, pageEvents } from './machine-table/page.ts'
import { registering, settling } from './machine-table/registering.ts'

const matrices = {
  claiming,
  approving,
  denying,
  renewing,
  pageCommands,
  pageEvents,
  registering,
  settling,
}

type Matrices = typeof matrices
type Tabled = { [Name in keyof Matrices]: Matrices[Name]['columns'][number]['type'] }[keyof Matrices]

/** Compiles only while every command of the machine stands in some table. */
const tables: [Exclude<Command['type'], Tabled>] extends [never] ? Matrices : never = matrices

describe('the machine, every state by every command', () => {
  for (const [name, table] of Object.entries<Matrix>(tables)) {
    describe(name, () => {
      for (const row of Object.keys(rows) as RowName[]) {
        it(`${isEnded(rows[row].pairing) ? '[P2] ' : ''}answers ${row} as the table says`, () => {
          const answers = table.columns.map((command) => happened(rows[row], command))
          expect(answers).to.deep.equal(table.cells[row])
        })
      }
    })
  }
})
