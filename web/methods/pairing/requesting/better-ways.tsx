import { useState } from 'preact/hooks'
import { Fold } from '../../../ui/fold.tsx'
import { type BetterWay, betterWays, betterWaysHeading } from './messages/better-ways.ts'
import { NoDevice } from './no-device.tsx'
import { PhoneNearby } from './phone-nearby.tsx'

interface BetterWaysProps {
  readonly heading?: string
  readonly ways?: readonly BetterWay[]
}

/** Ways that may be easier than the code, one line each. */
export function BetterWays({ heading = betterWaysHeading, ways = betterWays }: BetterWaysProps) {
  const [phoneOpened, setPhoneOpened] = useState(false)
  return (
    <section class="lost-ways">
      <h2>{heading}</h2>
      {ways.map(({ id, question, text, places, link }) => (
        <Fold key={id} summary={question} onOpen={() => id === 'phone' && setPhoneOpened(true)}>
          <p>{text}</p>
          {places && (
            <dl>
              {places.map(({ name, where }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{where}</dd>
                </div>
              ))}
            </dl>
          )}
          {link && <a href={link.href}>{link.label}</a>}
          {id === 'no-device' && <NoDevice />}
          {id === 'phone' && phoneOpened && <PhoneNearby />}
        </Fold>
      ))}
    </section>
  )
}
