import type { SlowMethod } from '../../../slow-recovery/slow-method.ts'
import { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { SlowRecoveryView } from '../../../slow-recovery/slow-recovery-view.tsx'
import { mount } from '../../../ui/mount.tsx'
import { EmailForm } from './email-form.tsx'
import { email } from './messages.ts'

const method: SlowMethod = {
  id: 'email',
  heading: email.heading,
  intro: email.intro,
  later: email.later,
  Form: EmailForm,
}
mount(<SlowRecoveryView page={new SlowRecoveryPage()} method={method} />)
