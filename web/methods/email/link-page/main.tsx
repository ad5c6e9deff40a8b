// First of all: the secret leaves the address before any other module of ours runs.
import './link-secret.ts'
import { SlowRecoveryPage } from '../../../slow-recovery/slow-recovery-page.ts'
import { mount } from '../../../ui/mount.tsx'
import { LinkPage } from './link-page.tsx'
import { linkSecret } from './link-secret.ts'

mount(<LinkPage page={new SlowRecoveryPage()} secret={linkSecret} />)
