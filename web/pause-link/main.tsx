// First of all: the secret leaves the address before any other module of ours runs.
import './link-secret.ts'
import { mount } from '../ui/mount.tsx'
import { linkSecret } from './link-secret.ts'
import { PausePage } from './pause-page.tsx'

// Another link that is opened in this tab does not load the page again by itself.
addEventListener('hashchange', () => location.reload())

mount(<PausePage secret={linkSecret} />)
