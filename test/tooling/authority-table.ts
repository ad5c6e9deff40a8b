import {
  type Aged,
  mayAdminister,
  mayCancel,
  mayChange,
  mayDo,
  mayEnd,
  mayJudge,
  mayLift,
  mayRestore,
  mayRevert,
  mayStop,
  type Standing,
} from '../../server/passkeys/authority.ts'
import { UNDO_MS } from '../../server/recovery/lifetimes.ts'
import type { CredentialId } from '../../shared/ids.ts'

const ACTIVE: Standing = { status: 'active', onProbation: false, calledOut: false }

/** Who acts, at the age of 50. */
const ACTORS: Readonly<Record<string, Aged & Standing>> = {
  'on probation': actor({ onProbation: true, undoableSince: 50 }),
  young: actor({ undoableSince: 50 }),
  mature: actor({}),
}

const DAYS = UNDO_MS / (24 * 60 * 60_000)

type Judge = (by: Aged & Standing, other: Aged) => true | string

interface Permission {
  readonly what: string
  /** How it is judged towards one that is older, and one that is younger, than the actor. */
  readonly judge: Judge
  /** What a young one does instead. */
  readonly instead?: string
  readonly back: string
}

const change: Judge = (by, other) => mayChange(by, other)
const OLDER_OR_DOER = 'The passkey that did it, or one that is older than that'
const ARRIVAL_OLDER = 'One that is older than the arrival'

const PERMISSIONS: readonly Permission[] = [
  { what: 'Sign in', judge: (by) => mayDo(by, 'sign-in'), back: '' },
  {
    what: 'Approve or add a passkey',
    judge: (by) => mayDo(by, 'add-passkey'),
    back: `${ARRIVAL_OLDER}, for ${DAYS} days`,
  },
  {
    what: 'Enter the console, as an admin',
    judge: (by) => mayAdminister(by),
    back: 'Whoever takes the role away; what the admin did stays done',
  },
  { what: 'Rename it', judge: change, back: 'Any that may rename it' },
  {
    what: 'Remove it',
    judge: change,
    instead: `scheduled, until its own ${DAYS} days are over`,
    back: `${OLDER_OR_DOER}, for ${DAYS} days`,
  },
  {
    what: 'Report it stolen, or retire it by an approval',
    judge: change,
    back: `${OLDER_OR_DOER}, until it is removed; after a retirement, for ${DAYS} days after the new one is proven`,
  },
  {
    what: 'End a session that it began',
    judge: (by, other) => mayEnd(by, { ...other, status: 'active' }),
    back: 'It signs in again',
  },
  {
    what: 'Freeze or undo its arrival',
    judge: (by, other) => mayJudge(by, other),
    back: `${ARRIVAL_OLDER}; after an undo, ${OLDER_OR_DOER.toLowerCase()}, for ${DAYS} days`,
  },
  {
    what: 'Lift what it has frozen',
    judge: (by, other) => mayLift(by, aged(by.createdAt + 2), other),
    back: 'Any that may freeze it, for at least a day',
  },
  {
    what: 'Give back what it has set aside',
    judge: (by, other) => mayRestore(by, aged(by.createdAt + 2), other),
    back: 'Any that may remove it',
  },
  {
    what: 'Call off what it has scheduled',
    judge: (by, other) => mayCancel(by, { ...other, ...ACTIVE }),
    back: 'It may be scheduled again',
  },
  {
    what: 'Rename the account, or ask that it is deleted',
    judge: (by) => mayDo(by, 'change'),
    back: `The passkey that did it, or one that is older than that, or one that came by two proofs, for ${DAYS} days`,
  },
  {
    what: 'Take back that it renamed the account, or asked that it is deleted',
    judge: (by, other) => mayRevert(by, { ...other, ...ACTIVE }),
    back: 'It may be done again',
  },
  {
    what: 'Stop its arrival, and what it has scheduled, without a session',
    judge: (by, other) => (mayStop(by, null) === true ? mayJudge(by, other) : mayStop(by, null)),
    back: ARRIVAL_OLDER,
  },
  {
    what: 'The same, after that one has set the acting one aside',
    judge: (by, other) => {
      const may = mayStop({ ...by, status: 'suspended' }, other)
      return may === true ? mayJudge(by, other) : may
    },
    back: 'One that is older than both',
  },
]

/** Who may do what to whom, and who takes it back until when, as passkeys/authority.ts judges it. */
export function authorityMarkdown(): string {
  const columns = Object.keys(ACTORS).flatMap((who) => [
    `${who}, to an older one`,
    `${who}, to a younger one`,
  ])
  const rows = PERMISSIONS.map(({ what, judge, instead, back }) => {
    const cells = Object.entries(ACTORS).flatMap(([who, by]) =>
      [aged(49), aged(51)].map((other) => {
        if (passes(by, judge, other)) return 'yes'
        return who === 'young' && instead ? instead : 'no'
      }),
    )
    return line([what, ...cells, back])
  })
  const head = ['action', ...columns, 'who takes it back, until when']
  return [line(head), line(head.map(() => '---')), ...rows].join('\n')
}

/** Everything but a sign-in and the assertion without a session takes a step-up. */
function passes(by: Aged & Standing, judge: Judge, other: Aged): boolean {
  const stepUp = judge === PERMISSIONS[0]?.judge || mayDo(by, 'step-up') === true
  return stepUp && judge(by, other) === true
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function aged(createdAt: number): Aged {
  return { id: `at ${createdAt}` as CredentialId, createdAt, undoableSince: null, outweighs: false }
}

function actor(how: Partial<Aged & Standing>): Aged & Standing {
  return { ...aged(50), ...ACTIVE, ...how }
}
