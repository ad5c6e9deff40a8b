import type { End, Kit } from './play.ts'

const WINNERS = { owner: 'the owner', both: 'both', neither: 'nobody', attacker: 'the attackers' } as const

function longest(hours: number): string {
  if (hours === 0) return 'never'
  return hours > 72 ? `${hours / 24} days` : `${hours} hours`
}

const DEVICES = ['', 'one device', 'two devices'] as const

function kitOf({ devices, codes, mailbox, help }: Kit): string {
  const has = [DEVICES[devices], codes && 'codes', mailbox && 'mailbox', help === 'supporters' && 'support']
  return has.filter(Boolean).join(', ')
}

const PEOPLE = {
  stranger: 'a stranger who knows the name',
  paper: 'a copy of the paper',
  mailbox: 'the mailbox',
  relay: 'a relay that won one approval',
  'younger phone': 'the younger phone, unlocked',
  'oldest phone': 'the oldest phone, unlocked',
  operator: 'a rogue operator',
  caller: 'a caller whom support believes',
  supporter: 'a rogue supporter',
  supporters: 'two rogue supporters',
  contact: 'a partner who is a contact',
} as const

/** Who wins, as docs/spec/threat-model.md says it. */
export function tableOf(ends: readonly End[]): string {
  const rows = ends.map(({ attackers, kit, wins, ownerOut, othersIn, deeds }) => [
    attackers.map((one) => PEOPLE[one]).join(' and '),
    kitOf(kit),
    WINNERS[wins],
    longest(ownerOut),
    longest(othersIn),
    deeds.join('; '),
  ])
  const head = [
    'who',
    'the owner has',
    'who has the account after 30 days',
    'the owner is shut out',
    'others are signed in',
    'what the owner does',
  ]
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
