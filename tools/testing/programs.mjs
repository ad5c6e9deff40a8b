import { findProgram } from '../find-program.mjs'
import { runProgram } from '../run-program.mjs'

/** @type {Record<string, string>} Debian's package for each program that npm cannot bring. */
const packages = {
  'chromium-headless-shell': 'chromium-headless-shell',
  'firefox-esr': 'firefox-esr',
  'redis-server': 'redis-server',
  initdb: 'postgresql',
  postgres: 'postgresql',
  zbarimg: 'zbar-tools',
  ffmpeg: 'ffmpeg',
  haproxy: 'haproxy',
  nginx: 'nginx',
  openssl: 'openssl',
  caddy: 'caddy',
  pgbouncer: 'pgbouncer',
  pg_dump: 'postgresql',
  sqlite3: 'sqlite3',
}

/**
 * Finds the programs, installing the missing ones where that is allowed.
 * @param {readonly string[]} programs
 * @returns {Promise<boolean>} false when some are missing; which, and how to get them, has been printed
 */
export async function ensurePrograms(programs) {
  const missing = missingOf(programs)
  if (missing.length === 0) return true
  if (process.getuid?.() === 0 && findProgram('apt-get')) await installFromDebian(packagesOf(missing))
  const stillMissing = missingOf(programs)
  for (const program of stillMissing) {
    console.log(
      `${program} is missing. Install it with: sudo ${installCommand(packagesOf([program])).join(' ')}`,
    )
  }
  return stillMissing.length === 0
}

/** @param {readonly string[]} programs */
function missingOf(programs) {
  return [...new Set(programs)].filter((program) => !findProgram(program))
}

/** @param {readonly string[]} programs */
function packagesOf(programs) {
  return [...new Set(programs.map((program) => packages[program] ?? program))]
}

/** @param {readonly string[]} names */
function installCommand(names) {
  return ['apt-get', 'install', '--yes', '--no-install-recommends', ...names]
}

/** @param {readonly string[]} names */
async function installFromDebian(names) {
  console.log(`Installing ${names.join(', ')} from Debian's packages ...`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Another copy of the tests may be installing the same: wait for it.
  const patience = ['-qq', '-o', 'DPkg::Lock::Timeout=600']
  await runProgram('apt-get', ['update', ...patience], { env })
  const [program = '', ...args] = installCommand(names)
  await runProgram(program, [...args, ...patience], { env })
}
