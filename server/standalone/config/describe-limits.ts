import type { Budget, Choosable } from '../../limits/budget.ts'
import {
  BUDGETS,
  type BudgetName,
  HIDDEN_TIMES,
  limitsOf,
  PACKET_BUCKET,
  RISK,
  SLOW_DOWN,
  SOCKET_BUCKET,
  SOCKETS_OF_SESSION,
  THRESHOLDS,
  TURNS,
} from '../../limits/numbers.ts'

// The tables of docs/spec/limits.md, made from the numbers of the code.

const UNITS = [
  { ms: 24 * 60 * 60_000, word: 'day' },
  { ms: 60 * 60_000, word: 'h' },
  { ms: 60_000, word: 'min' },
  { ms: 1_000, word: 's' },
] as const

/** All budgets, as docs/spec/limits.md has them. */
export function budgetsMarkdown(): string {
  const limits = limitsOf()
  const rows = Object.entries<Budget>(BUDGETS).map(([name, budget]) => {
    const { wide, session } = limits[name as BudgetName]
    const per = [
      budget.per,
      wide && `${grouped(wide.points)} for a /48`,
      session && `${grouped(session.points)} for one session`,
      budget.turns && 'in turns',
      budget.guess && 'half in a new store',
    ].filter(Boolean)
    return [...named(name, budget), spanned(budget.windowMs), per.join('; '), budget.why]
  })
  return table(['name', 'default', 'floor', 'ceiling', 'in', 'per', 'what and why'], rows)
}

/** Every number of places and of the risk policy that can be chosen, as docs/spec/limits.md has it. */
export function thresholdsMarkdown(): string {
  const rows = Object.entries<Choosable>(THRESHOLDS).map(([name, one]) => [
    ...named(name, one),
    one.per,
    one.why,
  ])
  return table(['name', 'default', 'floor', 'ceiling', 'per', 'what and why'], rows)
}

/** The numbers that cannot be chosen, as docs/spec/limits.md has them. */
export function fixedMarkdown(): string {
  const bucket = ({ perSecond, burst }: typeof SOCKET_BUCKET | typeof PACKET_BUCKET) =>
    `${perSecond} a second after a burst of ${burst}`
  return table(
    ['what', 'number'],
    [
      ['Two requests from one network could be mixed up if they start within', spanned(RISK.neighbour)],
      ['One account may be mixing up two pages if it claims both within', spanned(RISK.twoPages)],
      ['A report sticks to a network for', spanned(RISK.report)],
      ['A store that may have lost its data counts as new for', spanned(RISK.newStore)],
      ['Most reasons stick to page key, browser and account for', spanned(RISK.mark)],
      [
        'A PIN from a network that sent wrong ones waits, and a backup code for a name for which wrong ones were sent',
        `${spanned(SLOW_DOWN.firstMs)}, doubling to ${spanned(SLOW_DOWN.mostMs)}`,
      ],
      [
        'A request above a budget "in turns" waits for the next windows',
        `${TURNS.most} times at most; ${grouped(TURNS.mostOfLine)} at a time for a network, ${grouped(TURNS.mostOfNode)} for a node`,
      ],
      [
        'Budgets and live pages of all visitors together, if a proxy hides them behind one address (a /48 counts as one)',
        `${HIDDEN_TIMES} times those of a network`,
      ],
      ['Commands of one socket', bucket(SOCKET_BUCKET)],
      ['Packets of one connection', bucket(PACKET_BUCKET)],
      ['Sockets of one session, in each namespace of a node', grouped(SOCKETS_OF_SESSION)],
    ],
  )
}

function named(name: string, { value, floor, ceiling }: Choosable): string[] {
  return [`\`${name}\``, grouped(value), grouped(floor), grouped(ceiling)]
}

function grouped(number: number): string {
  return number.toLocaleString('en')
}

function spanned(ms: number): string {
  const unit = UNITS.find((one) => ms % one.ms === 0) ?? UNITS[3]
  return `${ms / unit.ms} ${unit.word}`
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return lines.join('\n')
}
