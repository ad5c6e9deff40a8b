import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '../contract/eventually.ts'
import { type ReadMail, readEml } from './read-eml.ts'
import type { Site } from './sites.ts'

/** The newest mail to an address that says this, which is a file on localhost. Waits until it is there. */
export async function mailFile(site: Site, mailbox: string, says: string | RegExp): Promise<ReadMail> {
  const folders = site.nodes.map((node) => join(node.folder, 'mail'))
  let found: ReadMail | undefined
  await eventually(`a mail to ${mailbox} that says ${says}`, async () => {
    const mails = await Promise.all(folders.map(mailsIn))
    found = mails
      .flat()
      .filter(({ headers, text }) => headers.to === mailbox && text.search(says) >= 0)
      .sort((one, other) => Date.parse(one.headers.date ?? '') - Date.parse(other.headers.date ?? ''))
      .at(-1)
    return found !== undefined
  })
  return found!
}

async function mailsIn(folder: string): Promise<readonly ReadMail[]> {
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith('.eml'))
  return Promise.all(files.map(async (name) => readEml(await readFile(join(folder, name), 'utf8'))))
}
