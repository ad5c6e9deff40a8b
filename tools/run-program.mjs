import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from './project-root.mjs'

/**
 * Runs a program in the project's folder and shows its output as it comes. Ended from outside, we take the
 * program with us.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} the exit code
 */
export function runProgram(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: projectRoot,
      env: options.env ?? process.env,
      stdio: ['ignore', 'inherit', 'inherit'],
      // On Windows npm is a batch file, which only a shell runs.
      shell: process.platform === 'win32' && program === 'npm',
    })
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => {
      child.kill(signal)
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
    process.prependListener('SIGINT', passOn).prependListener('SIGTERM', passOn)
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn)
      resolve(code ?? 1)
    })
  })
}

/**
 * Runs a program of one of the installed packages.
 * @param {string} script inside node_modules
 * @param {readonly string[]} args
 */
export function runTool(script, args) {
  return runProgram(process.execPath, [join(projectRoot, 'node_modules', script), ...args])
}
