import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withBuildLock } from './build-lock.mjs'
import { projectRoot } from './project-root.mjs'
import { runProgram } from './run-program.mjs'

/** Installs the locked dependencies when they are missing or others than package-lock.json says. */
export async function ensureDependencies() {
  if (areInstalled()) return
  await withBuildLock(async () => {
    if (areInstalled()) return
    console.error('Installing the locked dependencies (npm ci) ...')
    // The build needs the development dependencies, whatever NODE_ENV says.
    const code = await runProgram('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
    if (code === 0) return
    console.error('The dependencies could not be installed: see what npm says above, and try again.')
    process.exit(1)
  })
}

/**
 * npm writes what it has installed, in the shape of the lock file, as its last step: a half-done install has
 * no such file. Optional packages are left out, for they depend on the machine.
 */
function areInstalled() {
  const installed = readPackages('node_modules/.package-lock.json')
  const locked = readPackages('package-lock.json')
  return (
    installed !== undefined &&
    Object.entries(locked ?? {}).every(([path, { integrity, optional }]) => {
      return path === '' || optional || (installed[path] && installed[path].integrity === integrity)
    })
  )
}

/**
 * @param {string} file
 * @returns {Record<string, { integrity?: string, optional?: boolean }> | undefined}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(projectRoot, file), 'utf8')).packages
  } catch {
    return undefined
  }
}
