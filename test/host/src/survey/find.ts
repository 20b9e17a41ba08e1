import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findDist } from '../compile/project'

/** Where mini-programs usually lie inside a repository, likeliest first. */
const USUAL = [
  'miniprogram',
  'dist',
  'dist/weapp',
  'dist/wx',
  'dist/build/mp-weixin',
  'src',
  'example',
  'examples',
  'demo',
  'app',
]
const MAX_DEPTH = 3

/**
 * The folder of the mini-program in a folder: itself, what its project.config.json names, one of the usual sub-folders,
 * else the nearest one that holds an app.json.
 */
export function findMiniProgram(folder: string): string {
  const absolute = resolve(folder)
  const found = [absolute, ...USUAL.map((name) => join(absolute, name))].find(isMiniProgram) ?? search([absolute], 0)
  if (!found)
    throw new Error(`No mini-program in ${absolute}: neither app.json nor a project.config.json that leads to one`)
  return found
}

function isMiniProgram(folder: string): boolean {
  if (!existsSync(folder)) return false
  try {
    findDist(folder)
    return true
  } catch {
    return false
  }
}

function search(folders: string[], depth: number): string | undefined {
  const inside = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name !== 'node_modules' && !name.startsWith('.'))
      .map((name) => join(folder, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory()),
  )
  return inside.find(isMiniProgram) ?? (depth < MAX_DEPTH && inside.length ? search(inside, depth + 1) : undefined)
}
