import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AssistSide, SourceDimension } from '@quanke/shared/domain/source'
import { usePaged } from '@/lib/usePaged'
import {
  readAssists,
  readCarriers,
  readPeople,
  readReferralTree,
  readShareTree,
  readSources,
  type Asked,
  type PeopleAsked,
} from './sources.api'
import { referralPoints, sharePoints, type TreePoint } from './tree/points'

/** The board; while another one is read, the last one stays, so that the page does not jump. */
export function useSources(asked: Asked & { by: SourceDimension }) {
  return useQuery({
    queryKey: ['sources', asked],
    queryFn: () => readSources(asked),
    placeholderData: keepPreviousData,
  })
}

export function useSourcePeople(asked: PeopleAsked, enabled: boolean) {
  return usePaged(['source-people', asked], (cursor) => readPeople(asked, cursor), enabled)
}

export function useAssists(asked: Asked & { side: AssistSide }, enabled: boolean) {
  return usePaged(['source-assists', asked], (cursor) => readAssists(asked, cursor), enabled)
}

export function useCarriers(asked: Asked) {
  return useQuery({ queryKey: ['carriers', asked], queryFn: () => readCarriers(asked) })
}

/** More parts than these are not read: no phone draws more, and no eye sees more. */
const MOST_PARTS = 8

/** A whole tree, read part by part. */
export interface WholeTree {
  points: TreePoint[]
  total: number
}

export function useShareTree(id: string) {
  return useQuery({
    queryKey: ['share-tree', id],
    queryFn: async (): Promise<WholeTree> => {
      const { parts, total } = await partsOf((cursor) => readShareTree(id, cursor))
      return { points: parts.flatMap(sharePoints), total }
    },
  })
}

export function useReferralTree() {
  return useQuery({
    queryKey: ['referral-tree'],
    queryFn: async (): Promise<WholeTree> => {
      const { parts, total } = await partsOf(readReferralTree)
      return { points: parts.flatMap(referralPoints), total }
    },
  })
}

async function partsOf<T extends { total: number; next: string | null }>(read: (cursor?: string) => Promise<T>) {
  const first = await read()
  const parts = [first]
  for (let { next } = first; next !== null && parts.length < MOST_PARTS;) {
    const part = await read(next)
    parts.push(part)
    next = part.next
  }
  return { parts, total: first.total }
}
