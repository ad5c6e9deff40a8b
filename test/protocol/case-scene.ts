import type { Site } from '../support/sites.ts'
import { slowScene } from './slow-scene.ts'
import { openSupporter } from './supporter-scene.ts'

/** People who open cases, and the supporters who vouch for them. For the suite that calls this. */
export function caseScene(site: Site) {
  const scene = slowScene(site)
  const { stores, newPage, newOwner } = scene
  type Owner = Awaited<ReturnType<typeof newOwner>>

  const newSupporter = () => openSupporter(site, stores)
  /** A page with a case for the account of somebody, and the case as supporters have it. */
  async function opened(of?: Owner) {
    const owner = of ?? (await newOwner())
    const page = newPage()
    const { body: own } = await page.openCase(owner.name)
    const supporter = await newSupporter()
    const row = await supporter.find(own.number, site.otherUrl)
    return { owner, page, own, supporter, caseId: row?.caseId ?? '' }
  }
  /** The same once one has vouched. */
  async function checked(of?: Owner) {
    const all = await opened(of)
    await all.supporter.vouch(all.caseId)
    return { ...all, second: await newSupporter() }
  }
  /** The same once two have vouched. */
  async function confirmed() {
    const all = await checked()
    const { body, error } = await all.second.confirm(all.caseId, site.otherUrl)
    if (error) throw new Error(`Refused: ${error.code}`)
    return { ...all, code: body.code, told: body }
  }

  return { ...scene, newSupporter, opened, checked, confirmed }
}
