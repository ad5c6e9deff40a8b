import { useEffect, useState } from 'preact/hooks'
import { Notice } from '../../../ui/notice.tsx'
import { get } from '../../../wire/http.ts'
import { signedIn as say } from './messages/first.ts'

/**
 * Tells people who are signed in here that they need no code if they have a passkey. The flow itself ignores the session.
 */
export function SignedInNotice() {
  const [name, setName] = useState<string | null>(null)
  useEffect(() => {
    void get('/api/session').then((session) => {
      if (session.ok && session.body.signedIn && session.body.cannotApprove === null)
        setName(session.body.name)
    })
  }, [])
  if (name === null) return null
  return (
    <Notice live="status" title={say.title(name)}>
      <p>
        {say.text} <a href="/account">{say.link}</a>
      </p>
    </Notice>
  )
}
