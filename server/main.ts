import { runCommandLine } from './standalone/run-command-line.ts'

await runCommandLine()
