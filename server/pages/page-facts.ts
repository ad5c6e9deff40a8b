import type { RecoveryLevel } from '../recovery/policy.ts'
import type { Brand } from './branding/brand.ts'

/** What pages are told about the deployment, as plain text in place of `%NAME%`. */
export type PageFacts = Readonly<Record<string, string>>

const LOGO_HEIGHT = 32

/** The settings that pages show. */
export interface SiteFacts {
  readonly rp: { readonly name: string; readonly id: string }
  readonly publicUrl: string
  readonly signUp: string
  readonly supportUrl: string | null
  /** The ids of the recovery methods that are on. */
  readonly methods: readonly string[]
  /** Whether one way back in can be enough. */
  readonly level: RecoveryLevel
}

export function pageFacts(
  { rp, publicUrl, signUp, supportUrl, methods, level }: SiteFacts,
  brand: Brand,
): PageFacts {
  const { logo } = brand
  return {
    SITE_NAME: rp.name,
    PUBLIC_URL: publicUrl,
    SIGN_UP: signUp,
    RP_ID: rp.id,
    SUPPORT_URL: supportUrl ?? '',
    METHODS: methods.join(' '),
    LEVEL: level,
    LOGO: logo.light.path,
    LOGO_DARK: logo.dark.path,
    LOGO_WIDTH: String(Math.round(LOGO_HEIGHT * logo.ratio)),
    LOGO_CLASS: logo.needsGround ? 'shell-logo shell-logo-ground' : 'shell-logo',
    NAME_CLASS: logo.isName ? 'visually-hidden' : '',
  }
}

/** What is added to the head of every page. Our own addresses need no escaping. */
export function brandHead({ icon, touchIcon, style }: Brand): string {
  return [
    `<link rel="icon" type="${icon.type}" href="${icon.path}" />`,
    touchIcon && `<link rel="apple-touch-icon" href="${touchIcon.path}" />`,
    style && `<link rel="stylesheet" href="${style.path}" />`,
  ]
    .filter((link) => link !== null)
    .join('\n    ')
}
