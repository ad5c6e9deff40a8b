import { createServer } from 'node:http'
import type { Logger } from 'pino'
import { keepWatch } from '../admin/keep-watch.ts'
import { createHeldConnections } from '../limits/held-connections.ts'
import { keepSending } from '../mail/keep-sending.ts'
import { createRekey, type RekeyOptions } from '../rekey.ts'
import type { Stores } from '../stores/stores.ts'
import { CONNECTION_TIMES, takeConnections } from '../transport/http/take-connections.ts'
import { answerUnread } from '../transport/http/unread-requests.ts'
import { ownAccounts } from './accounts/own-accounts.ts'
import { keepClean } from './cleanup.ts'
import type { Config } from './config/config.ts'
import { loadSecret } from './config/secret-file.ts'
import { findRoom } from './find-room.ts'
import { hearOperator } from './hear-operator.ts'
import { listen } from './listen.ts'
import { type LogOutput, watchLog } from './logger.ts'
import { openMailer } from './open-mailer.ts'
import { type OwnParts, openStores } from './open-stores.ts'
import { readVersion } from './version.ts'
import { watchForgetting } from './watch-forgetting.ts'
import { embeddedWarning, proxyWarning, storesInUse } from './welcome.ts'

export interface Running {
  /** Tells pages to reconnect, finishes running requests, and closes the stores. */
  close(): Promise<void>
}

interface RunOptions extends OwnParts {
  /** Other lifetimes, for tests. */
  readonly lives?: RekeyOptions['lives']
  /** The log's output, to notice when it cannot be written. */
  readonly logOutput?: LogOutput
}

/** Opens the stores and listens. Throws an error that says which store or port cannot be used. */
export async function runServer(config: Config, log: Logger, options: RunOptions = {}): Promise<Running> {
  const stores = await openStores(config, log, options)
  try {
    return await serveOver(stores, config, log, options)
  } catch (error) {
    await stores.close()
    throw error
  }
}

/** Listens with stores that are open already, and closes them at the end. */
export async function serveOver(
  stores: Stores,
  config: Config,
  log: Logger,
  { lives, logOutput, on }: RunOptions,
): Promise<Running> {
  const options = {
    ...config,
    lives,
    on,
    secret: config.secret ?? loadSecret(config.dataDir),
    about: { version: readVersion(), stores: storesInUse(config), settings: config.settings },
  }
  const rekey = await createRekey(options, stores, ownAccounts(config, stores.sql), log)
  const { app, announcer, tally, warnings, careful, reach } = rekey
  const { peerAddresses, peerNetwork, readContext } = rekey
  for (const says of config.warnings) warnings.begin('rp-id', says)
  if (config.misspelt) warnings.begin('settings', config.misspelt)
  for (const says of embeddedWarning(config)) warnings.begin('embedded', says)
  for (const says of proxyWarning(config)) warnings.begin('proxy', says) // [H76]
  if (logOutput) watchLog(logOutput, warnings)
  const http = createServer(CONNECTION_TIMES)
  const room = findRoom(warnings)
  const held = createHeldConnections(room.connections)
  answerUnread(http, { reach, careful })
  takeConnections(http, { peerAddresses, peerNetwork, readContext, held, careful, answer: app })
  const sockets = rekey.serveSockets(http, room.sockets)
  const retention = { auditMs: config.auditMs }
  const stopWatching = await watchForgetting(stores.fast, warnings, careful)
  const stopCleanup = keepClean({
    ...{ sql: stores.sql, announcer, retention, log, warnings, careful },
  })
  const stopHearing = hearOperator({ operatorLinks: stores.sql.operatorLinks, announcer, log, careful })
  const stopTelling = rekey.tellOfEvents()
  const mailer = openMailer(config, log)
  const mailSite = { name: config.rp.name, url: config.publicUrl, supportUrl: config.supportUrl }
  const stopSending =
    mailer &&
    keepSending({
      ...{ outbox: stores.sql.outbox, mailer, site: mailSite, warnings, careful, log },
      nameOf: async (accountId) => (await stores.sql.accounts.findById(accountId))?.name ?? null,
    })
  try {
    await listen(http, config, warnings)
  } catch (error) {
    await Promise.all([stopSending?.(), stopTelling()])
    stopHearing()
    stopCleanup()
    stopWatching()
    await sockets.close()
    throw error
  }
  const watch = keepWatch(rekey.watch)
  return {
    async close() {
      stopHearing()
      stopCleanup()
      stopWatching()
      const sent = Promise.all([stopSending?.(), stopTelling()])
      const closed = new Promise((resolve) => http.close(resolve))
      http.closeIdleConnections()
      await sockets.close()
      http.closeAllConnections()
      await closed
      await Promise.all([tally.close(), watch.stop(), sent])
      await stores.close()
    },
  }
}
