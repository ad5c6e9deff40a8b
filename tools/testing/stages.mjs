import { buildForTests } from '../products.mjs'
import { checkLint, checkTypes } from './checks.mjs'
import { checkPageSize } from './page-size.mjs'
import { size } from './sizes.mjs'

/**
 * A check passes or fails as a whole.
 * @typedef {{ name: string, title: string, run: () => Promise<boolean> }} Check
 *
 * A suite is all tests of its folders, in one mocha process, or in more where that takes long. A file that another
 * suite names belongs to that one. One that `grows` runs as a whole at every size; of the others, only the files that
 * read the size run at more than the short one, for the rest would be the same again. One that is `tooLong` is no part
 * of the short run, and neither is a file of `takesLong`, which the long run always has. A suite that is named on the
 * command line is `whole`: it leaves out no file.
 * @typedef {{
 *   name: string, title: string, folders: string[], processes: number, timeoutMs: number,
 *   programs: string[], needsBuild: boolean, mostlyWaits?: true, grows?: boolean, tooLong?: true, whole?: boolean,
 * }} Suite
 */

/** Files that take many seconds and rarely fail: they can wait for the long run, which CI always does. */
export const takesLong = [
  'test/attacks/a-races-afar.test.ts',
  'test/attacks/k-exhaustion-packets.test.ts',
  'test/attacks/k-exhaustion.test.ts',
  'test/attacks/l-faults.test.ts',
  'test/attacks/no-oracle-cases.test.ts',
  'test/attacks/no-oracle-codes.test.ts',
  'test/attacks/no-oracle-contacts.test.ts',
  'test/attacks/no-oracle-mail.test.ts',
  'test/attacks/no-oracle.test.ts',
  'test/browser/approving.test.ts',
  'test/browser/busy-network.test.ts',
  'test/browser/cases-mailed.test.ts',
  'test/browser/cases-overtaken.test.ts',
  'test/browser/cases.test.ts',
  'test/browser/contacts.test.ts',
  'test/browser/dead-ends.test.ts',
  'test/browser/dialog-facts.test.ts',
  'test/browser/faults.test.ts',
  'test/browser/in-app.test.ts',
  'test/browser/locked.test.ts',
  'test/browser/other-account.test.ts',
  'test/browser/passkey-here.test.ts',
  'test/browser/pin-way.test.ts',
  'test/browser/refusals.test.ts',
  'test/browser/second-claimant.test.ts',
  'test/browser/silent-passkey.test.ts',
  'test/browser/stop-changes.test.ts',
  'test/browser/time-limits.test.ts',
  'test/browser/undo-from-mail.test.ts',
  'test/browser/younger-passkey.test.ts',
  'test/contract/postgres-fit.test.ts',
  'test/contract/redis-topologies.test.ts',
  'test/pages/accessibility.test.ts',
  'test/pages/account-changes.test.ts',
  'test/pages/account-health.test.ts',
  'test/pages/account-states.test.ts',
  'test/pages/addresses.test.ts',
  'test/pages/admin-doors.test.ts',
  'test/pages/admin-events.test.ts',
  'test/pages/admin-locks.test.ts',
  'test/pages/csp.test.ts',
  'test/pages/earlier-site.test.ts',
  'test/pages/focus.test.ts',
  'test/pages/foreign-pages.test.ts',
  'test/pages/look.test.ts',
  'test/pages/needs.test.ts',
  'test/pages/recoloured.test.ts',
  'test/pages/said-again.test.ts',
  'test/pages/said-aloud.test.ts',
  'test/pages/sign-in.test.ts',
  'test/pages/sign-up-modes.test.ts',
  'test/pages/slow-recovery.test.ts',
  'test/pages/translated.test.ts',
  'test/protocol/admin-command.test.ts',
  'test/protocol/admin-figures.test.ts',
  'test/protocol/case-code-ways.test.ts',
  'test/protocol/case-node-killed.test.ts',
  'test/protocol/cases-changed.test.ts',
  'test/protocol/cases-end.test.ts',
  'test/protocol/cases-mailed.test.ts',
  'test/protocol/connection-flood.test.ts',
  'test/protocol/contact-node-killed.test.ts',
  'test/protocol/contacts-changed.test.ts',
  'test/protocol/documented-deployments.test.ts',
  'test/protocol/email-changed.test.ts',
  'test/protocol/email-node-killed.test.ts',
  'test/protocol/email-strangers.test.ts',
  'test/protocol/mail-delivery.test.ts',
  'test/protocol/mail-notices.test.ts',
  'test/protocol/one-socket.test.ts',
  'test/protocol/operator-commands.test.ts',
  'test/protocol/other-account.test.ts',
  'test/protocol/redis-secure.test.ts',
  'test/protocol/runbook.test.ts',
  'test/protocol/slow-node-killed.test.ts',
  'test/protocol/slow-races.test.ts',
  'test/protocol/start-own-accounts.test.ts',
  'test/protocol/start-refusals.test.ts',
]

/** @type {Check[]} */
export const checks = [
  { name: 'types', title: 'Types', run: checkTypes },
  { name: 'lint', title: 'Lint, format and import directions', run: checkLint },
  { name: 'build', title: 'Build of the server and the web pages', run: buildForTests },
  { name: 'size', title: 'Size of the lost-passkey page', run: checkPageSize },
]

const servers = ['redis-server', 'initdb', 'postgres']

/**
 * In the order in which they are begun: what takes longest is not left for the end, where small parts fill all lanes.
 * @type {Suite[]}
 */
export const suites = [
  {
    name: 'unit',
    title: 'Unit tests',
    folders: ['test/unit', 'test/tooling'],
    processes: 1,
    timeoutMs: 10_000,
    programs: [],
    needsBuild: false,
  },
  {
    name: 'waiting',
    title: 'Tests that mostly wait: for a network that is cut, for figures, for time to run out',
    folders: [
      'test/waiting',
      'test/protocol/admin-figures.test.ts',
      'test/pages/admin-watch.test.ts',
      'test/browser/time-limits.test.ts',
    ],
    processes: 1,
    timeoutMs: 90_000,
    programs: [...servers, 'chromium-headless-shell', 'zbarimg'],
    needsBuild: true,
    mostlyWaits: true,
  },
  {
    name: 'faults',
    title: 'Two nodes under load, whose stores fail',
    folders: ['test/faults'],
    processes: 1,
    timeoutMs: 60_000,
    programs: [...servers, 'haproxy'],
    needsBuild: true,
    mostlyWaits: true,
    grows: true,
  },
  {
    name: 'soak',
    title: 'Thousands of recoveries, with time moved',
    folders: ['test/soak'],
    processes: 1,
    timeoutMs: 60_000,
    programs: servers,
    needsBuild: true,
    grows: true,
    tooLong: true,
  },
  {
    name: 'protocol',
    title: 'Protocol tests, over real sockets',
    folders: ['test/protocol'],
    processes: 6,
    timeoutMs: 30_000,
    programs: [
      ...servers,
      'pgbouncer',
      'haproxy',
      'nginx',
      'openssl',
      ...(size === 'short' ? [] : ['caddy', 'pg_dump', 'sqlite3']),
    ],
    needsBuild: true,
  },
  {
    name: 'browser',
    title: 'The ways of a pairing, in Chromium',
    folders: ['test/browser'],
    processes: 2,
    timeoutMs: 90_000,
    programs: [...servers, 'chromium-headless-shell', 'zbarimg', 'ffmpeg'],
    needsBuild: true,
  },
  {
    name: 'attacks',
    title: 'Attacks, on one node as it comes, and on two behind a proxy',
    folders: ['test/attacks'],
    processes: 3,
    timeoutMs: 60_000,
    programs: [...servers, 'haproxy', 'chromium-headless-shell'],
    needsBuild: true,
  },
  {
    name: 'contract',
    title: 'Contract tests, on real stores',
    folders: ['test/contract'],
    processes: 1,
    // Hundreds of races in a test, at full size.
    timeoutMs: { short: 20_000, long: 60_000, full: 300_000 }[size],
    programs: [...servers, 'pgbouncer'],
    needsBuild: false,
  },
  {
    name: 'pages',
    title: 'The pages themselves, in Chromium',
    folders: ['test/pages'],
    processes: 5,
    timeoutMs: 90_000,
    programs: [...servers, 'chromium-headless-shell', 'zbarimg'],
    needsBuild: true,
  },
  {
    name: 'firefox',
    title: 'What needs no passkey prompt, in Firefox',
    folders: ['test/firefox'],
    processes: 1,
    timeoutMs: 90_000,
    programs: ['firefox-esr', 'zbarimg'],
    needsBuild: true,
    grows: true,
    tooLong: true,
  },
  {
    name: 'fuzz',
    title: 'Hostile messages of every shape, and honest traffic',
    folders: ['test/fuzz', 'test/simulation'],
    processes: 1,
    timeoutMs: 60_000,
    programs: servers,
    needsBuild: true,
    grows: true,
    tooLong: true,
  },
]
