// First of all: the secret leaves the address before any other module of ours runs.
import './link-secret.ts'
import { mount } from '../../../ui/mount.tsx'
import { linkSecret } from './link-secret.ts'
import { VouchPage } from './vouch-page.tsx'

// Another link that is opened in this tab does not load the page again by itself.
addEventListener('hashchange', () => location.reload())

mount(<VouchPage secret={linkSecret} />)
