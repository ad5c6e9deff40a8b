import { withBuildLock } from '../build-lock.mjs'
import { runTool } from '../run-program.mjs'

/** The compiler writes into dist/ as it checks, so it takes turns with every other build. */
export async function checkTypes() {
  return withBuildLock(async () => (await runTool('typescript/bin/tsc', ['-b'])) === 0)
}

export async function checkLint() {
  // Biome colours even what goes into a file.
  const colors = process.stdout.isTTY ? [] : ['--colors=off']
  return (await runTool('@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', ...colors, '.'])) === 0
}
