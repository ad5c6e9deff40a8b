import { buildForTests } from '../products.mjs'
import { checkLint, checkTypes } from './checks.mjs'
import { checkPageSize } from './page-size.mjs'

/**
 * A check passes or fails as a whole.
 * @typedef {{ name: string, title: string, run: () => Promise<boolean> }} Check
 *
 * A suite is one mocha process. Suites that share a `lane` run beside each other.
 * @typedef {{
 *   name: string, title: string, files: string[], timeoutMs: number, lane: number,
 *   programs: string[], needsBuild: boolean,
 * }} Suite
 */

/** @type {Check[]} */
export const checks = [
  { name: 'types', title: 'Types', run: checkTypes },
  { name: 'lint', title: 'Lint, format and import directions', run: checkLint },
  { name: 'build', title: 'Build of the server and the web pages', run: buildForTests },
  { name: 'size', title: 'Size of the lost-passkey page', run: checkPageSize },
]

const servers = ['redis-server', 'initdb', 'postgres']

/** @type {Suite[]} */
export const suites = [
  {
    name: 'unit',
    title: 'Unit tests',
    files: ['test/unit/**/*.test.ts', 'test/tooling/**/*.test.ts'],
    timeoutMs: 5_000,
    lane: 1,
    programs: [],
    needsBuild: false,
  },
  {
    name: 'contract',
    title: 'Contract tests, on real stores',
    files: ['test/contract/**/*.test.ts'],
    timeoutMs: 20_000,
    lane: 1,
    programs: servers,
    needsBuild: false,
  },
  {
    name: 'waiting',
    title: 'Tests that mostly wait, in Chromium with its network cut',
    files: ['test/waiting/**/*.test.ts'],
    timeoutMs: 90_000,
    lane: 1,
    programs: [...servers, 'chromium', 'zbarimg'],
    needsBuild: true,
  },
  {
    name: 'protocol',
    title: 'Protocol tests, over real sockets',
    files: ['test/protocol/**/*.test.ts'],
    timeoutMs: 30_000,
    lane: 2,
    programs: servers,
    needsBuild: true,
  },
  {
    name: 'attacks',
    title: 'Attacks, on two nodes behind a proxy',
    files: ['test/attacks/**/*.test.ts'],
    timeoutMs: 60_000,
    lane: 2,
    programs: [...servers, 'haproxy', 'chromium'],
    needsBuild: true,
  },
  {
    name: 'fuzz',
    title: 'Hostile messages of every shape, and honest traffic; `npm run test:fuzz` sends far more',
    files: ['test/fuzz/**/*.test.ts', 'test/simulation/**/*.test.ts'],
    timeoutMs: 60_000,
    lane: 3,
    programs: servers,
    needsBuild: true,
  },
  {
    name: 'browser',
    title: 'The ways of a pairing, in Chromium',
    files: ['test/browser/**/*.test.ts'],
    timeoutMs: 90_000,
    lane: 3,
    programs: [...servers, 'chromium', 'zbarimg', 'ffmpeg'],
    needsBuild: true,
  },
  {
    name: 'pages',
    title: 'The pages themselves, in Chromium',
    files: ['test/pages/**/*.test.ts'],
    timeoutMs: 90_000,
    lane: 3,
    programs: [...servers, 'chromium', 'zbarimg'],
    needsBuild: true,
  },
]
