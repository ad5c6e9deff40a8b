import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

export interface SecurityHeaderRules {
  /** The origin that pages run on. Their sockets are ws: or wss: of the same host. */
  readonly home: string
  readonly secure: boolean
}

/** `scanner`: the page with the camera, where WebAssembly may be compiled. */
type PageKind = 'plain' | 'scanner'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** The security headers of every answer. There is no third-party resource, inline script or frame anywhere. */
export function securityHeaders(
  { home, secure }: SecurityHeaderRules,
  kind: PageKind = 'plain',
): RequestHandler {
  const withHelmet = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: kind === 'scanner' ? ["'self'", "'wasm-unsafe-eval'"] : ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        // In older versions of Safari, 'self' does not cover a socket of the same host.
        connectSrc: ["'self'", home.replace(/^http/, 'ws')],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // We can promise https for this host only. Its subdomains are not ours.
    strictTransportSecurity: secure ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  })
  const headers = Object.entries({
    ...headersOf(withHelmet),
    'Permissions-Policy': permissionsPolicy(kind),
    'Cache-Control': 'no-store',
  })
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value ?? '')
    next()
  }
}

/** What Helmet sets is the same for every request. So it runs once, and not for each. */
function headersOf(middleware: ReturnType<typeof helmet>): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  middleware(request, response, (error) => {
    if (error) throw error
  })
  return response.getHeaders()
}

function permissionsPolicy(kind: PageKind): string {
  return [
    `camera=${kind === 'scanner' ? '(self)' : '()'}`,
    'publickey-credentials-get=(self)',
    'publickey-credentials-create=(self)',
    ...['microphone', 'geolocation', 'payment', 'usb', 'display-capture'].map((feature) => `${feature}=()`),
  ].join(', ')
}
