import type { SlowMethod } from '../../../slow-recovery/slow-method.ts'
import { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { SlowRecoveryView } from '../../../slow-recovery/slow-recovery-view.tsx'
import { mount } from '../../../ui/mount.tsx'
import { CodeForm } from './code-form.tsx'
import { backupCode } from './messages.ts'

const method: SlowMethod = {
  id: 'backup-code',
  heading: backupCode.heading,
  intro: backupCode.intro,
  later: backupCode.later,
  Form: CodeForm,
}
mount(<SlowRecoveryView page={new SlowRecoveryPage()} method={method} />)
