import { type AsyncFunc, describe, it, type Suite } from 'mocha'
import { bySize } from '../../support/size.ts'
import {
  type AttackedOptions,
  type AttackedSite,
  attackedSite,
  commonAttackedSite,
  type SiteKind,
} from './attacked-site.ts'

/** Why an attack is left out where one process with its own stores is met straight. */
const ONLY_SHARED = {
  'two nodes': 'it is what happens between two processes, or when one of them ends and the other goes on',
  Redis: 'it is a fault of Redis, or looks at what is in it',
  'moved time':
    'a test moves the time of a pairing in Redis; out of a process it cannot, and protocol/ waits there',
  'IPv6 networks': 'a machine has one IPv6 loopback address',
  'public addresses':
    'a loopback address that forwards is taken for a proxy that nobody named, see docs/spec/limits.md',
} as const

/** A test of the shared kind alone. */
export type OnlyShared = (why: keyof typeof ONLY_SHARED, title: string, test: AsyncFunc) => void

export interface AttackedWish extends AttackedOptions {
  /** The kind that the short run has, where an attack is tried on one of them, or left out when it takes long. */
  readonly inShortRun: SiteKind | null
  /** The short run leaves out its file, so the long one tries it on both kinds. */
  readonly isLeftToLong?: boolean
  /** For a suite that changes its site, or fills it: others do not share it. */
  readonly own?: boolean
  /** More options of its own site, which take a moment to get. */
  readonly prepare?: (kind: SiteKind) => Promise<AttackedOptions>
}

/**
 * Runs the same attacks on both kinds of sites, one of them in the short run and the other in the long one; the wish
 * may be no more than the kind of the short run.
 */
export function describeAttacks(
  title: string,
  wish: AttackedWish | SiteKind,
  attacks: (this: Suite, site: AttackedSite, onlyShared: OnlyShared) => void,
): void {
  const { inShortRun, isLeftToLong, own, prepare, ...options } =
    typeof wish === 'string' ? { inShortRun: wish } : wish
  const kinds = bySize<readonly SiteKind[]>({
    short: inShortRun ? [inShortRun] : [],
    long: isLeftToLong ? BOTH : BOTH.filter((kind) => kind !== inShortRun),
    full: BOTH,
  })
  for (const kind of kinds) {
    describe(`${title}, ${NAMES[kind]}`, function () {
      const more = async () => ({ ...options, ...(await prepare?.(kind)) })
      const site = own ? attackedSite(kind, more) : commonAttackedSite(kind, options.env)
      const onlyShared: OnlyShared = (_why, name, test) => void (kind === 'shared' && it(name, test))
      attacks.call(this, site, onlyShared)
    })
  }
}

const BOTH: readonly SiteKind[] = ['embedded', 'shared']

const NAMES = { embedded: 'embedded', shared: 'on Redis and PostgreSQL' }

/** The same for a suite that makes no sense on the other kind. */
export function describeOnSharedSite(
  title: string,
  _why: keyof typeof ONLY_SHARED,
  options: AttackedOptions,
  attacks: (site: AttackedSite) => void,
): void {
  describe(`${title}, ${NAMES.shared}`, () => attacks(attackedSite('shared', async () => options)))
}

/** As what a network is shown to people: where a site is met straight, this machine's own is all there is. */
export function shownNetwork(site: AttackedSite, address: string): string {
  return site.proxy ? address.replace(/\d+$/, '0/24') : 'localhost'
}
