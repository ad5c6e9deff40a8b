import { mount } from '../ui/mount.tsx'
import { SignInPage } from './sign-in-page.tsx'

mount(<SignInPage />)
