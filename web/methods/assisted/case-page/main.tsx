import type { SlowMethod } from '../../../slow-recovery/slow-method.ts'
import { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { SlowRecoveryView } from '../../../slow-recovery/slow-recovery-view.tsx'
import { mount } from '../../../ui/mount.tsx'
import { CaseForm } from './case-form.tsx'
import { supportCase } from './messages.ts'

const method: SlowMethod = {
  id: 'assisted',
  heading: supportCase.heading,
  intro: supportCase.intro,
  later: supportCase.later,
  Form: CaseForm,
}
mount(<SlowRecoveryView page={new SlowRecoveryPage()} method={method} />)
