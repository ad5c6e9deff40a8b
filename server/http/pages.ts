import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from '../config/start-error.ts'

/** Page -> the folder that Vite builds it into. */
export const PAGE_FOLDERS = {
  '/': 'home',
  '/sign-up': 'sign-up',
  '/sign-in': 'sign-in',
  '/how-it-works': 'how-it-works',
  '/lost-passkey': 'lost-passkey',
  '/approve': 'approve',
  '/account': 'account',
  '/admin': 'admin',
} as const

export type PagePath = keyof typeof PAGE_FOLDERS

/** Whole HTML of every page, the same for everybody. */
export type Pages = Readonly<Record<PagePath, string>>

/** What pages are told of the deployment, in place of `%NAME%`. */
export interface PageFacts {
  readonly SITE_NAME: string
  readonly PUBLIC_URL: string
  readonly SIGN_UP: string
  readonly RP_ID: string
  /** Empty: none was set. */
  readonly SUPPORT_URL: string
}

/** Reads the built pages and fills in the facts, once. Throws a sentence when a page was not built. */
export async function loadPages(webFolder: string, facts: PageFacts): Promise<Pages> {
  const paths = Object.keys(PAGE_FOLDERS) as PagePath[]
  const pages = paths.map(async (path) => [path, fill(await readPage(webFolder, path), facts)] as const)
  return Object.fromEntries(await Promise.all(pages)) as Pages
}

async function readPage(webFolder: string, path: PagePath): Promise<string> {
  const file = join(webFolder, PAGE_FOLDERS[path], 'index.html')
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new StartError(`The page ${path} is not at ${file}: run npm run build.`, { cause })
  }
}

function fill(html: string, facts: PageFacts): string {
  return html.replace(/%([A-Z_]+)%/g, (token, name: string) =>
    Object.hasOwn(facts, name) ? escapeHtml(facts[name as keyof PageFacts]) : token,
  )
}

/** For text between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
