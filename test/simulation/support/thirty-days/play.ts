import { Account } from './account.ts'
import { guess, strike } from './attackers.ts'
import { DAY, HOUR, type MovedStores } from './moved-stores.ts'
import { type Deed, Owner } from './owner.ts'
import type { Holder, Means, Side } from './shown.ts'

/** Hours of one step. */
export const STEP = 12
/** An owner reads the news once in so many steps, which are 72 hours. */
export const STEPS_BETWEEN = 72 / STEP
const STEPS = (30 * 24) / STEP

export const ATTACKERS = [
  'stranger',
  'paper',
  'mailbox',
  'relay',
  'younger phone',
  'oldest phone',
  'operator',
  'caller',
  'supporter',
  'supporters',
  'contact',
] as const
export type Attacker = (typeof ATTACKERS)[number]

/** What the owner has, and who helps them. */
export interface Kit {
  /** 0: the only one was lost, and nobody found it. */
  readonly devices: 0 | 1 | 2
  readonly codes: boolean
  readonly mailbox: boolean
  readonly help: 'operator' | 'supporters'
}

/** What attackers do when, and when the owner reads the news. */
export interface Plan {
  /** In this step they begin. */
  readonly from: number
  readonly moves: readonly string[]
  /** How many moves they make in each step, over and over. */
  readonly pace: readonly number[]
  readonly readsAt: number
  readonly ownerIsFaster: boolean
  /** Whether the owner calls support before doing anything else. */
  readonly callsFirst: boolean
}

export interface Story {
  readonly attackers: readonly Attacker[]
  readonly kit: Kit
  readonly plan: Plan
}

/** How a story ended. Times are hours, each the longest at a stretch. */
export interface End extends Story {
  readonly wins: 'owner' | 'both' | 'neither' | 'attacker'
  readonly ownerOut: number
  readonly othersIn: number
  readonly deeds: readonly Deed[]
  /** Codes that still work. */
  readonly codesLeft: number
}

/** Plays stories side by side, each with an account of its own, so that they share one clock. */
export async function playAll(stores: MovedStores, stories: readonly Story[]): Promise<readonly End[]> {
  const signed = []
  for (const story of stories) signed.push(await signUp(stores, story))
  await stores.pass(100 * DAY)
  for (const one of signed) await addSecond(one)
  await stores.pass(100 * DAY)
  const playing = []
  for (const one of signed) playing.push(await begin(stores, one))
  for (let step = 0; step < STEPS; step += 1) {
    for (const one of playing) await one.play(step)
    await stores.pass(STEP * HOUR)
  }
  const ends: End[] = []
  for (const one of playing) ends.push(await one.end())
  return ends
}

const has = ({ attackers }: Story, one: Attacker) => attackers.includes(one)
const stolen = (story: Story, one: Attacker): Side => (has(story, one) ? 'others' : 'owner')
const oldestOf = (story: Story): Holder =>
  story.kit.devices === 0 ? 'nobody' : stolen(story, 'oldest phone')

interface Signed {
  readonly story: Story
  readonly account: Account
}

async function signUp(stores: MovedStores, story: Story): Promise<Signed> {
  const papers: Side[] = has(story, 'paper') ? ['owner', 'others'] : ['owner']
  return {
    story,
    account: await Account.signUp(stores, oldestOf(story), story.kit.codes ? papers : []),
  }
}

async function addSecond({ story, account }: Signed): Promise<void> {
  const [oldest] = (await account.look()).passkeys
  if (oldest && has(story, 'contact')) await account.nameContact(oldest.id)
  if (story.kit.devices === 2 && oldest) await account.add(oldest.id, stolen(story, 'younger phone'))
}

async function begin(stores: MovedStores, { story, account }: Signed) {
  const { plan, kit } = story
  const means: Means[] = [
    ...(has(story, 'paper') ? (['backup-code'] as const) : []),
    ...(has(story, 'mailbox') ? (['email'] as const) : []),
    ...(has(story, 'operator') ? (['operator'] as const) : []),
    ...(has(story, 'supporters') ? (['supporters'] as const) : []),
    // A thief can name somebody who then vouches for them.
    ...(has(story, 'contact') || has(story, 'oldest phone') || has(story, 'younger phone')
      ? (['contact'] as const)
      : []),
  ]
  const owners: Means[] = [
    ...(kit.codes ? (['backup-code'] as const) : []),
    ...(kit.mailbox ? (['email'] as const) : []),
    ...(kit.help === 'operator' && has(story, 'operator') ? [] : [kit.help]),
  ]
  const supporters = (has(story, 'supporter') ? 1 : 0) + (has(story, 'supporters') ? 2 : 0)
  const owner = new Owner(account, owners, { now: stores.now, callsFirst: plan.callsFirst })
  for (const { id } of (await account.look()).passkeys) await account.use(id)
  const out = createStretch()
  const theirs = createStretch()
  let next = 0

  async function attack(step: number): Promise<void> {
    if (step < plan.from) return
    if (step === plan.from && has(story, 'relay')) await relay(account)
    if (has(story, 'stranger') && (await guess(account))) throw new Error('A stranger guessed something.')
    const moves = Array.from(
      { length: plan.pace[step % plan.pace.length]! },
      () => plan.moves[next++ % plan.moves.length]!,
    )
    // Once the owner has called, support believes nobody else.
    const isBelieved = has(story, 'caller') && !owner.deeds.has('have support take a recovery back')
    const all: Means[] = isBelieved ? [...means, 'supporters'] : means
    if (moves.length > 0) await strike(account, { means: all, supporters }, moves)
  }

  return {
    async play(step: number): Promise<void> {
      const reads = step % STEPS_BETWEEN === plan.readsAt
      if (plan.ownerIsFaster) await owner.act(reads)
      await attack(step)
      if (!plan.ownerIsFaster) await owner.act(reads)
      out.note(!(await account.isIn('owner')))
      theirs.note(await account.isIn('others'))
    },
    async end(): Promise<End> {
      await owner.act(true)
      const [owners, others] = [await account.isIn('owner'), await account.isIn('others')]
      const isLost = !(await account.isThere()) || (others && !owners)
      const shared = others ? 'both' : 'owner'
      const wins = isLost ? 'attacker' : owners ? shared : 'neither'
      const { codes } = await account.look()
      return {
        ...{ ...story, wins, ownerOut: out.longest() * STEP, othersIn: theirs.longest() * STEP },
        ...{ deeds: [...owner.deeds], codesLeft: codes.set?.left ?? 0 },
      }
    },
  }
}

/** The owner is talked into approving a page of somebody else, once. */
async function relay(account: Account): Promise<void> {
  const own = (await account.look()).passkeys.find((one) => account.side(one) === 'owner')
  if (own) await account.pages.approve(own.id, 'others')
}

/** The most steps in a row of which something was true. */
function createStretch() {
  let now = 0
  let most = 0
  return {
    note(is: boolean): void {
      now = is ? now + 1 : 0
      most = Math.max(most, now)
    },
    longest: () => most,
  }
}
