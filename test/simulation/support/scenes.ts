import type { Place } from '../../../shared/place.ts'
import type { Plan } from './recovering.ts'
import type { Chance } from './timeline.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const DAYS = 30

/** One recovery and when it begins. */
export interface Planned {
  readonly at: number
  readonly plan: Plan
}

/** A place where people recover; `plan` gives all recoveries of 30 days. */
export interface Scene {
  readonly name: string
  readonly plan: (chance: Chance) => readonly Planned[]
}

const HOUSEHOLDS = 300

/** What people are like wherever they are: one in eight types a PIN, some reload, some lose the connection. */
function person(chance: Chance, page: Plan['page'], phone: Plan['phone']): Plan {
  return {
    page,
    phone,
    byPin: chance.happens(0.12),
    reloads: chance.happens(0.15) ? chance.whole(1, 2) : 0,
    drops: chance.happens(0.1) ? 1 : 0,
  }
}

const ipv4 = (network: number, host: number) => `${network}.${host >> 16}.${(host >> 8) & 255}.${host & 255}`
const evening = (chance: Chance) => chance.whole(0, DAYS - 1) * DAY + chance.between(17, 23) * HOUR

/** Both devices of two people on one address; where one recovers, every tenth time the other does too that evening. */
const home: Scene = {
  name: 'home: two people, one address',
  plan: (chance) =>
    Array.from({ length: HOUSEHOLDS }, (_, house) => {
      const address = { address: ipv4(11, house + 1) }
      const at = evening(chance)
      const first = { at, plan: person(chance, address, address) }
      if (!chance.happens(0.1)) return [first]
      return [first, { at: at + chance.between(0, 30) * MINUTE, plan: person(chance, address, address) }]
    }).flat(),
}

/** 1 in 100 recovers on a working day, and 40 on the day when all get new laptops. */
const office: Scene = {
  name: 'office: 200 people, one address',
  plan: (chance) =>
    workingDays(chance, { address: '12.0.0.1' }, (day) => (day === 14 ? 40 : chance.whole(1, 3)), [9, 17]),
}

const cafe: Scene = {
  name: 'café: strangers, one address',
  plan: (chance) => workingDays(chance, { address: '12.0.1.1' }, () => chance.whole(8, 16), [8, 20]),
}

/** Every day twelve people begin within ten minutes of each other, as they are told to. */
const classroom: Scene = {
  name: 'training room: 12 people in 10 minutes, one address',
  plan: (chance) => workingDays(chance, { address: '12.0.2.1' }, () => 12, [10, 10 + 1 / 6]),
}

function workingDays(
  chance: Chance,
  address: Plan['page'],
  howMany: (day: number) => number,
  [from, to]: readonly [number, number],
): Planned[] {
  return Array.from({ length: DAYS }, (_, day) =>
    Array.from({ length: howMany(day) }, () => ({
      at: day * DAY + chance.between(from, to) * HOUR,
      plan: person(chance, address, address),
    })),
  ).flat()
}

/** The phone comes out of one of 20 gateways, of which every tenth is a region away and known to be. */
const mobile: Scene = {
  name: 'page on Wi-Fi, phone on mobile data, with a place file',
  plan: (chance) =>
    Array.from({ length: HOUSEHOLDS }, (_, house) => {
      const gateway = chance.whole(0, 19)
      const far = gateway % 10 === 0 ? 500 : gateway % 3 === 0 ? 250 : 30
      return {
        at: evening(chance),
        plan: person(
          chance,
          { address: ipv4(13, house + 1), place: placeAt(0, 20) },
          { address: `14.0.0.${gateway + 1}`, place: placeAt(far, far === 250 ? 200 : 50) },
        ),
      }
    }),
}

/** North of where the page is. */
function placeAt(km: number, accuracyKm: number): Place {
  return { name: 'Somewhere', country: 'FR', at: { latitude: 45 + km / 111, longitude: 5, accuracyKm } }
}

/** The page itself is behind an address that an access provider lends to thousands, three of whom recover an hour. */
const shared: Scene = {
  name: 'page on mobile data: one address for thousands',
  plan: (chance) =>
    workingDays(chance, { address: '15.0.0.1' }, () => chance.whole(30, 42), [7, 23]).slice(0, 600),
}

const twoFamilies: Scene = {
  name: 'page on IPv6, phone on IPv4, one household',
  plan: (chance) =>
    Array.from({ length: HOUSEHOLDS }, (_, house) => ({
      at: evening(chance),
      plan: person(
        chance,
        { address: `2001:db8:${(house + 1).toString(16)}::${chance.whole(1, 9)}` },
        { address: ipv4(16, house + 1) },
      ),
    })),
}

const reloads: Scene = {
  name: 'home: page loaded 2 to 7 times',
  plan: (chance) => alone(chance, 17, (plan) => ({ ...plan, reloads: chance.whole(1, 6) })),
}

const drops: Scene = {
  name: 'home: other tabs, connection lost 1 to 4 times',
  plan: (chance) => alone(chance, 18, (plan) => ({ ...plan, drops: chance.whole(1, 4) })),
}

function alone(chance: Chance, network: number, change: (plan: Plan) => Plan): Planned[] {
  return Array.from({ length: HOUSEHOLDS }, (_, house) => {
    const address = { address: ipv4(network, house + 1) }
    return { at: evening(chance), plan: change(person(chance, address, address)) }
  })
}

export const SCENES: readonly Scene[] = [
  home,
  office,
  cafe,
  classroom,
  mobile,
  shared,
  twoFamilies,
  reloads,
  drops,
]
