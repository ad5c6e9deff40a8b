// First of all: the secret leaves the address before any other module of ours runs.
import './link-secret.ts'
import { mount } from '../../../ui/mount.tsx'
import { linkSecret } from './link-secret.ts'
import { VouchPage } from './vouch-page.tsx'

mount(<VouchPage secret={linkSecret} />)
