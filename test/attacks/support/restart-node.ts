import { startRekey } from '../../support/rekey.ts'
import { LOGGED } from './attacked-settings.ts'
import type { AttackedSite } from './attacked-site.ts'

/** Starts a node again that has ended or shall end politely, on its port, so that the proxy finds it again. */
export async function restartNode(
  site: AttackedSite,
  place: number,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { port, folder, process } = site.nodes[place]!
  await process.end('SIGTERM')
  const [redisUrl, databaseUrl] = [site.redis?.url ?? '', site.databaseUrl ?? '']
  site.nodes[place] = await startRekey({
    port,
    folder,
    redisUrl,
    databaseUrl,
    publicUrl: site.url,
    env: { ...LOGGED, ...env },
  })
}
