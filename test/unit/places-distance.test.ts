import { expect } from 'chai'
import { distanceKm, placesDiffer } from '../../server/requests/places/place.ts'
import type { Place } from '../../shared/place.ts'

const place = (
  name: string,
  country: string | null,
  at?: readonly [latitude: number, longitude: number],
  accuracyKm = 0,
): Place => ({ name, country, at: at ? { latitude: at[0], longitude: at[1], accuracyKm } : null })

const LYON = place('Lyon', 'FR', [45.75, 4.85], 20)
const GENEVA = place('Geneva', 'CH', [46.2, 6.15], 20)
const PARIS = place('Paris', 'FR', [48.86, 2.35], 20)
const SOMEWHERE_IN_FRANCE = place('France', 'FR')
const SOMEWHERE_IN_SWITZERLAND = place('Switzerland', 'CH')
const NOWHERE = place('Somewhere', null)

describe('the distance of two places', () => {
  it('is in whole kilometres, as a map says', () => {
    expect(distanceKm(LYON, PARIS)).to.be.within(385, 400)
    expect(distanceKm(PARIS, LYON)).to.equal(distanceKm(LYON, PARIS))
    expect(distanceKm(LYON, LYON)).to.equal(0)
  })

  it('goes over the date line and the pole', () => {
    const [east, west] = [place('E', null, [0, 179.5]), place('W', null, [0, -179.5])]
    expect(distanceKm(east, west)).to.equal(111)
    expect(distanceKm(place('N', null, [90, 0]), place('N', null, [90, 120]))).to.equal(0)
    expect(distanceKm(place('N', null, [90, 0]), place('S', null, [-90, 0]))).to.be.within(20_000, 20_030)
  })

  it('is not known when one place is not', () => {
    for (const [one, other] of [
      [LYON, null],
      [null, null],
      [LYON, SOMEWHERE_IN_FRANCE],
    ] as const)
      expect(distanceKm(one, other)).to.equal(null)
  })
})

describe('places', () => {
  it('differ when they are farther apart than both files and mobile networks err', () => {
    expect(placesDiffer(LYON, PARIS)).to.equal(true)
    const vague = { ...PARIS, at: { latitude: 48.86, longitude: 2.35, accuracyKm: 200 } }
    expect(placesDiffer(LYON, vague)).to.equal(false)
    expect(placesDiffer(vague, LYON)).to.equal(false)
  })

  it('do not differ for a border between neighbours', () => {
    expect(placesDiffer(LYON, GENEVA)).to.equal(false)
  })

  it('differ by their country when nothing more is known', () => {
    expect(placesDiffer(SOMEWHERE_IN_FRANCE, SOMEWHERE_IN_SWITZERLAND)).to.equal(true)
    expect(placesDiffer(SOMEWHERE_IN_FRANCE, LYON)).to.equal(false)
    expect(placesDiffer(SOMEWHERE_IN_SWITZERLAND, LYON)).to.equal(true)
  })

  it('that are not known differ from none', () => {
    for (const [one, other] of [
      [LYON, null],
      [null, LYON],
      [null, null],
      [NOWHERE, LYON],
      [NOWHERE, SOMEWHERE_IN_SWITZERLAND],
    ] as const)
      expect(placesDiffer(one, other)).to.equal(false)
  })
})
