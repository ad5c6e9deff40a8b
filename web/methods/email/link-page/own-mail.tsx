import { mailedLink as say } from './messages.ts'

/** Where the proof is given. */
export const EMAIL_CODE = '/email-code'

/** For somebody whose points strangers used up: with this mail opened here, they can ask for one of their own. */
export function OwnMail() {
  return (
    <p class="soft below">
      {say.yourself} <a href={EMAIL_CODE}>{say.ask}</a>
    </p>
  )
}
