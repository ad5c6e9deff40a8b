import { useState } from 'preact/hooks'
import { betterWays, betterWaysHeading } from '../messages/better-ways.ts'
import { Fold } from '../ui/fold.tsx'
import { PhoneNearby } from './phone-nearby.tsx'

/** Ways that may spare people the code, one line each. */
export function BetterWays() {
  const [phoneOpened, setPhoneOpened] = useState(false)
  return (
    <section class="lost-ways">
      <h2>{betterWaysHeading}</h2>
      {betterWays.map(({ id, question, text, places }) => (
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
          {id === 'phone' && phoneOpened && <PhoneNearby />}
        </Fold>
      ))}
    </section>
  )
}
