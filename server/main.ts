import { runCommandLine } from './composition/run-command-line.ts'

await runCommandLine()
