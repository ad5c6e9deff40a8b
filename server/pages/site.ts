import type { Express } from 'express'
import type { Cookies } from '../sessions/cookies.ts'
import type { AnswerInWords, AnswerPage } from '../transport/http/answers.ts'
import { addBrandRoutes } from './brand-routes.ts'
import { type BrandSettings, readBrand } from './branding/brand.ts'
import { brandHead, pageFacts, type SiteFacts } from './page-facts.ts'
import { addPageRoutes } from './page-routes.ts'
import { loadAnswerPage, loadPages } from './pages.ts'

interface SiteOptions extends SiteFacts {
  readonly rp: SiteFacts['rp'] & { readonly home: string }
  readonly secure: boolean
  readonly brand: BrandSettings
  /** The folder that Vite builds into. */
  readonly webFolder: string
  readonly cookies: Pick<Cookies, 'readBrowser' | 'writeBrowser'>
}

/** Everything that is served beside the API. */
interface Site {
  readonly answerPage: AnswerPage
  addRoutes(app: Express, answerInWords: AnswerInWords): void
}

/** The pages, in the look of the site. Throws StartError if a page was not built or a picture cannot be used. */
export async function loadSite(options: SiteOptions): Promise<Site> {
  const { rp, secure, webFolder, cookies } = options
  const brand = await readBrand(options.brand, webFolder)
  const [facts, head] = [pageFacts(options, brand), brandHead(brand)]
  const pages = await loadPages(webFolder, facts, head)
  const headers = { home: rp.home, secure }
  return {
    answerPage: await loadAnswerPage(webFolder, facts, head),
    addRoutes(app, answerInWords) {
      addBrandRoutes(app, brand)
      addPageRoutes(app, { pages, webFolder, answerInWords, cookies, headers })
    },
  }
}
