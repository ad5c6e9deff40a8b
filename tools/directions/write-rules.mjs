import { writeFileSync } from 'node:fs'
import { makeRules } from './make-rules.mjs'

writeFileSync(new URL('../../biome.directions.json', import.meta.url), makeRules())
