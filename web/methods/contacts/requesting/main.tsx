import type { SlowMethod } from '../../../slow-recovery/slow-method.ts'
import { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { SlowRecoveryView } from '../../../slow-recovery/slow-recovery-view.tsx'
import { mount } from '../../../ui/mount.tsx'
import { ContactForm } from './contact-form.tsx'
import { contact } from './messages.ts'

const method: SlowMethod = {
  id: 'contact',
  heading: contact.heading,
  intro: contact.intro,
  later: contact.later,
  Form: ContactForm,
}
mount(<SlowRecoveryView page={new SlowRecoveryPage()} method={method} />)
