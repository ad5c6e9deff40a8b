import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { projectRoot } from './project-root.mjs'

const folder = join(projectRoot, 'dist')
const file = join(folder, '.building')

/**
 * Runs `work` while no other process of this folder installs or builds.
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withBuildLock(work) {
  mkdirSync(folder, { recursive: true })
  let told = false
  while (!take()) {
    const holder = readHolder()
    if (holder !== undefined && !isAlive(holder)) removeStale(holder)
    else if (!told) {
      told = true
      console.error(
        `Waiting for process ${holder ?? '?'}, which builds here. If there is none, delete ${file}.`,
      )
    }
    await wait(100)
  }
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

function readHolder() {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

/**
 * Between our look and the rename, another waiter may have put its own lock in place of the stale one:
 * then it gets it back.
 * @param {number} deadHolder
 */
function removeStale(deadHolder) {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (Number(readFileSync(aside, 'utf8')) !== deadHolder) linkSync(aside, file)
  } catch {
    // Another waiter was faster; the next round sees how things are.
  } finally {
    rmSync(aside, { force: true })
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
