import './node-version.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { buildAll } from './products.mjs'

await ensureDependencies()
if (!(await buildAll())) process.exitCode = 1
