import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const CI = fileURLToPath(new URL('../../.ci/run', import.meta.url))

interface Run {
  readonly says: string
  readonly exits?: number
}

describe('.ci/run', () => {
  const good: Run = { says: '10 passed, 0 failed' }
  const cases: Record<string, [short: Run, long: Run, last: string, code: number]> = {
    'adds what both runs say': [good, { says: '5 passed, 0 failed, 2 skipped' }, '15 passed, 0 failed', 0],
    'fails when the first fails, and goes on': [
      { says: '8 passed, 2 failed', exits: 1 },
      good,
      '18 passed, 2 failed',
      1,
    ],
    'fails when the second fails': [good, { says: '4 passed, 1 failed', exits: 1 }, '14 passed, 1 failed', 1],
    'counts a run that breaks off': [good, { says: 'Killed', exits: 137 }, '10 passed, 1 failed', 1],
    'counts a run that fails and says nothing of it': [{ ...good, exits: 1 }, good, '20 passed, 1 failed', 1],
    'counts a run that says nothing': [{ says: '' }, good, '10 passed, 1 failed', 1],
  }
  for (const [what, [short, long, last, code]] of Object.entries(cases)) {
    it(what, async () => expect(await runCi(short, long)).to.deep.equal({ last, code }))
  }
})

/** Runs it with an npm that only says what the two runs would. */
async function runCi(short: Run, long: Run): Promise<{ last: string | undefined; code: number | null }> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-ci-'))
  try {
    const npm = join(folder, 'npm')
    const branch = ({ says, exits = 0 }: Run) => `echo "some test"; echo "${says}"; exit ${exits}`
    writeFileSync(
      npm,
      `#!/bin/sh\nif [ "$*" = test ]; then ${branch(short)}; fi\n[ "$*" = "run test:long" ] && { ${branch(long)}; }\nexit 9\n`,
    )
    chmodSync(npm, 0o755)
    return await new Promise((resolve) => {
      const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` }
      const child = execFile(CI, { env }, (_error, stdout) =>
        resolve({ last: stdout.trimEnd().split('\n').at(-1), code: child.exitCode }),
      )
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
