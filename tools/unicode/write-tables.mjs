import { writeFileSync } from 'node:fs'
import { makeTables } from './make-tables.mjs'

writeFileSync(new URL('../../server/names/tables.ts', import.meta.url), await makeTables())
