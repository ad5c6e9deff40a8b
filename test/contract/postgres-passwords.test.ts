import { expect } from 'chai'
import { StartError } from '../../server/errors/start-error.ts'
import { parseConfig } from '../../server/standalone/config/config.ts'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { rejection } from './eventually.ts'
import { RP_ID } from './sql-under-test.ts'

/** None of them is in any of our sentences. */
const WORDS = ['QxZ', 'vJk', 'WqX', 'KzV']

/** What people have in a password and do not escape. */
const MARKS = [
  ...'@/#?:%&=+$!*()[]{}|\\^~`"\'<>,; é🔑',
  '\t',
  '%2',
  '%zz',
  '@/',
  '/@',
  '#@',
  '::',
  '//',
  '@@',
  '?@',
]

/** Nothing listens there. */
const ADDRESSES = [
  'postgres://app:PASSWORD@127.0.0.1:1/rekey',
  'postgres://PASSWORD@127.0.0.1:1/rekey?sslmode=require',
  'postgres://app@PASSWORD@127.0.0.1:1/rekey',
  'postgres://app:PASSWORD@/rekey?host=/nowhere',
  'postgres://127.0.0.1:1/rekey?user=app&password=PASSWORD',
]

describe('a password that is typed into DATABASE_URL as it is', () => {
  for (const address of ADDRESSES) {
    it(`[S187] is in no sentence of a start: ${address}`, async () => {
      for (const mark of MARKS) {
        for (const password of [WORDS.join(mark), `${mark}${WORDS[0]}`, `${WORDS[0]}${mark}`, mark]) {
          const error = await rejection(start(address.replace('PASSWORD', () => password)))
          expect(error, password).to.be.instanceOf(StartError)
          for (const word of WORDS) expect(String(error), password).not.to.contain(word)
        }
      }
    })
  }
})

async function start(DATABASE_URL: string): Promise<void> {
  const { databaseUrl } = parseConfig({ DATABASE_URL })
  await openSql({ databaseUrl: databaseUrl ?? '', rpId: RP_ID })
}
