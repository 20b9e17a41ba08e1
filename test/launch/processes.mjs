import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// Plain JavaScript, because the bootstrap needs it before anything is installed.

/**
 * Names one run of one process, so that a number used again by the system is not taken for the earlier process.
 * @param {number} pid
 * @returns {string | null} `<pid>-<start time>`, or null when no such process runs (a zombie does not run)
 */
export function identityOf(pid) {
  if (process.platform === 'linux') {
    try {
      // The name in brackets may itself hold spaces and brackets: the fields start after the last bracket.
      const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return state === 'Z' || state === 'X' ? null : `${pid}-${fields[18]}`
    } catch {
      return null
    }
  }
  const answer = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim()
  if (!answer || answer.startsWith('Z')) return null
  return `${pid}-${Date.parse(answer.replace(/^\S+\s+/, ''))}`
}

/** @type {string} */
export const ownIdentity = identityOf(process.pid) ?? `${process.pid}-0`

/**
 * @param {string} identity as given by `identityOf`
 * @returns {boolean}
 */
export function isRunning(identity) {
  return identityOf(pidOf(identity)) === identity
}

/**
 * @param {string} identity
 * @returns {number}
 */
export function pidOf(identity) {
  return Number(identity.split('-')[0])
}

/**
 * Signals exactly the process that was meant; one that ended already is left alone.
 * @param {string} identity
 * @param {NodeJS.Signals} signal
 */
export function signalProcess(identity, signal) {
  if (!isRunning(identity)) return
  try {
    process.kill(pidOf(identity), signal)
  } catch {
    // It ended between the look and the signal.
  }
}

/**
 * Signals a process and waits for its end; after `graceMs` it is killed.
 * @param {string} identity
 * @param {NodeJS.Signals} signal
 * @param {number} graceMs
 * @returns {Promise<void>}
 */
export async function stopProcess(identity, signal, graceMs) {
  signalProcess(identity, signal)
  const deadline = Date.now() + graceMs
  while (isRunning(identity) && Date.now() < deadline) await sleep(20)
  signalProcess(identity, 'SIGKILL')
  while (isRunning(identity)) await sleep(20)
}

let ticketsDrawn = 0

/**
 * Runs `work` while no other process is inside a `withLock` of the same folder; the others wait in the order in which they came.
 * A killed holder blocks nobody: each contender leaves a file with its own name (Lamport's bakery), so a dead one's ticket
 * can be told and swept away without ever touching a living one's.
 * @template T
 * @param {string} dir a folder used for nothing else; made when missing
 * @param {() => T | Promise<T>} work
 * @param {(holderPid: number) => void} [onWait] called once if there is somebody to wait for
 * @returns {Promise<T>}
 */
export async function withLock(dir, work, onWait) {
  const release = await takeLock(dir, (holder) => {
    onWait?.(holder)
    return true
  })
  if (!release) throw new Error(`No lock on ${dir}.`)
  try {
    return await work()
  } finally {
    release()
  }
}

/**
 * Takes the lock until the returned function is called or this process ends.
 * @param {string} dir
 * @param {(holderPid: number) => boolean} mayWait asked once when somebody is before us; `false` gives up
 * @returns {Promise<(() => void) | null>} null when given up
 */
export async function takeLock(dir, mayWait) {
  mkdirSync(dir, { recursive: true })
  const own = `${ownIdentity}-${++ticketsDrawn}`
  const choosing = join(dir, `choosing.${own}`)
  writeFileSync(choosing, '')
  const number = 1 + Math.max(0, ...livingTickets(dir).map((ticket) => ticket.number))
  const ticket = join(dir, `${number}.${own}`)
  writeFileSync(ticket, '')
  rmSync(choosing)

  const release = () => rmSync(ticket, { force: true })
  for (let asked = false; ; await sleep(50)) {
    const before = livingTickets(dir).find(
      (other) => other.owner !== own && (other.number < number || (other.number === number && other.owner < own)),
    )
    if (!before) return release
    // One who is still choosing will be settled in a moment: that alone is no reason to speak of waiting.
    if (before.number === 0 || asked) continue
    asked = true
    if (!mayWait(pidOf(before.owner))) {
      release()
      return null
    }
  }
}

/**
 * Tickets of living processes; somebody still choosing counts as number 0, for we must wait until they have chosen.
 * @param {string} dir
 */
function livingTickets(dir) {
  const tickets = []
  for (const name of readdirSync(dir)) {
    const [number = '', owner = ''] = name.split('.')
    const identity = owner.split('-').slice(0, 2).join('-')
    if (isRunning(identity)) tickets.push({ number: number === 'choosing' ? 0 : Number(number), owner })
    else rmSync(join(dir, name), { force: true })
  }
  return tickets
}
