import Taro from '@tarojs/taro'
import { drop, load, save } from '@/lib/store'
import type { ChosenPicture } from './usePictures'

const KEY = 'unsent pictures'
const KEPT_DAYS = 7
const DAY_MS = 86_400_000

interface Waiting {
  pictures: ChosenPicture[]
  at: number
}

type Kept = Record<string, Waiting>

/** What is left to send of a request, and how many are on this phone no more. */
export interface Unsent {
  pictures: readonly ChosenPicture[]
  missing: number
}

/** Requests whose pictures are being sent at this moment. */
const underWay = new Set<string>()

/** Keeps pictures until they are sent, also when the app is closed meanwhile: WeChat empties the temporary folder then. */
export async function putBy(requestId: string, pictures: readonly ChosenPicture[]): Promise<ChosenPicture[]> {
  underWay.add(requestId)
  const before = load<Kept>(KEY)?.[requestId]?.pictures ?? []
  const kept = await Promise.all(
    pictures.map((picture) => {
      const stored = before.find(({ key }) => key === picture.key)
      return stored ? Promise.resolve(stored) : storedPicture(picture)
    }),
  )
  write(requestId, kept)
  return kept
}

/** This one is there, or will never be: it needs no keeping any more. */
export function letGo(requestId: string, key: string): void {
  const pictures = load<Kept>(KEY)?.[requestId]?.pictures ?? []
  for (const gone of pictures.filter((one) => one.key === key)) removeFile(gone.path)
  write(
    requestId,
    pictures.filter((one) => one.key !== key),
  )
}

/** Nothing is being sent any more, whatever came of it. */
export function settle(requestId: string): void {
  underWay.delete(requestId)
}

/** The client does not want to send them any more. */
export function giveUp(requestId: string): void {
  for (const { key } of load<Kept>(KEY)?.[requestId]?.pictures ?? []) letGo(requestId, key)
}

/** What waits of this request, while it is not being sent. What is not on the phone any more is told once, and forgotten. */
export async function unsentOf(requestId: string): Promise<Unsent> {
  forgetOld()
  if (underWay.has(requestId)) return { pictures: [], missing: 0 }
  const kept = load<Kept>(KEY)?.[requestId]?.pictures ?? []
  const isThere = await Promise.all(kept.map(({ path }) => hasFile(path)))
  const pictures = kept.filter((_, index) => isThere[index])
  if (pictures.length < kept.length) write(requestId, pictures)
  return { pictures, missing: kept.length - pictures.length }
}

function write(requestId: string, pictures: ChosenPicture[]): void {
  const { [requestId]: before, ...others } = load<Kept>(KEY) ?? {}
  const next: Kept =
    pictures.length > 0 ? { ...others, [requestId]: { pictures, at: before?.at ?? Date.now() } } : others
  if (Object.keys(next).length > 0) save(KEY, next)
  else drop(KEY)
}

/** Nobody's pictures lie about on a phone for ever. */
function forgetOld(): void {
  for (const [requestId, { at }] of Object.entries(load<Kept>(KEY) ?? {}))
    if (Date.now() - at > KEPT_DAYS * DAY_MS) giveUp(requestId)
}

/** With its copy in the mini-program's own folder; where there is no room it stays where it is, for as long as that is there. */
function storedPicture({ path, key }: ChosenPicture): Promise<ChosenPicture> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().saveFile({
      tempFilePath: path,
      success: ({ savedFilePath }) => resolve({ path: savedFilePath, key }),
      fail: () => resolve({ path, key }),
    })
  })
}

function hasFile(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().access({ path, success: () => resolve(true), fail: () => resolve(false) })
  })
}

function removeFile(filePath: string): void {
  Taro.getFileSystemManager().unlink({ filePath })
}
