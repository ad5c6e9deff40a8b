import './node-version.mjs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureDependencies } from './dependencies.mjs'
import { endWithNpm } from './end-with-npm.mjs'
import { buildAll } from './products.mjs'
import { projectRoot } from './project-root.mjs'

endWithNpm()
await ensureDependencies()
if (!(await buildAll())) process.exit(1)

// In this very process: signals reach the server, arguments and exit code are its own.
await import(pathToFileURL(join(projectRoot, 'dist/server/main.js')).href)
