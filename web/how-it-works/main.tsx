import { mount } from '../ui/mount.tsx'
import { HowItWorksPage } from './how-it-works-page.tsx'

mount(<HowItWorksPage />)
