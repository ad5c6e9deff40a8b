// First of all: the secret leaves the address before any other module of ours runs.
import './link-secret.ts'
import type { SlowMethod } from '../../../slow-recovery/slow-method.ts'
import { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { SlowRecoveryView } from '../../../slow-recovery/slow-recovery-view.tsx'
import { mount } from '../../../ui/mount.tsx'
import { LinkForm } from './link-form.tsx'
import { linkSecret } from './link-secret.ts'
import { operatorLink } from './messages.ts'

const method: SlowMethod = {
  id: 'assisted',
  heading: operatorLink.heading,
  intro: operatorLink.intro,
  later: null,
  Form: () => <LinkForm secret={linkSecret} page={page} />,
}
const page = new SlowRecoveryPage()
mount(<SlowRecoveryView page={page} method={method} />)
