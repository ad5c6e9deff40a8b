import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ANSWER_FOLDER, PAGE_PATHS, PAGES, type PagePath } from '../../shared/pages.ts'
import { StartError } from '../errors/start-error.ts'
import type { AnswerPage } from '../transport/http/answers.ts'
import type { PageFacts } from './page-facts.ts'

/** The complete HTML of every page, the same for everybody. */
export type Pages = Readonly<Record<PagePath, string>>

/** Reads the built pages and fills in the facts, once. Throws StartError if a page was not built. */
export async function loadPages(webFolder: string, facts: PageFacts, head: string): Promise<Pages> {
  const pages = PAGE_PATHS.map(
    async (path) => [path, fill(await readPage(webFolder, PAGES[path].folder, head), facts)] as const,
  )
  return Object.fromEntries(await Promise.all(pages)) as Pages
}

async function readPage(webFolder: string, page: string, head: string): Promise<string> {
  const file = join(webFolder, page, 'index.html')
  try {
    const html = await readFile(file, 'utf8')
    return html.replace('</head>', () => `  ${head}\n  </head>`)
  } catch (cause) {
    throw new StartError(`A page is not at ${file}: run npm run build.`, { cause })
  }
}

function fill(html: string, facts: PageFacts): string {
  return html.replace(/%([A-Z_]+)%/g, (token, name: string) => {
    const text = Object.hasOwn(facts, name) ? facts[name] : undefined
    return text === undefined ? token : escapeHtml(text)
  })
}

/** Reads the page that is answered if there is no page to give. Throws StartError if it was not built. */
export async function loadAnswerPage(webFolder: string, facts: PageFacts, head: string): Promise<AnswerPage> {
  const html = fill(await readPage(webFolder, ANSWER_FOLDER, head), facts)
  return ({ heading, text, way }) =>
    fill(html, { HEADING: heading, TEXT: text, WAY: way.href, WAY_LABEL: way.label })
}

/** For text between tags and in quoted attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
