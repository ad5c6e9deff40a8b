import { describe } from 'mocha'
import { embeddedSite, type Site, sharedSite } from '../../support/sites.ts'
import { bySize } from '../../support/size.ts'

const SITES = {
  /** As it comes, and met straight. */
  embedded: () => embeddedSite({ asItComes: true }),
  'on Redis and PostgreSQL': () => sharedSite(),
}

type Kind = keyof typeof SITES

/** Plays the same cases on both kinds of sites, and in the short run on one. */
export function describeFuzz(title: string, inShortRun: Kind, tests: (site: Site) => void): void {
  const both: readonly Kind[] = ['embedded', 'on Redis and PostgreSQL']
  for (const kind of bySize({ short: [inShortRun], long: both, full: both })) {
    describe(`${title}, ${kind}`, () => tests(SITES[kind]()))
  }
}
