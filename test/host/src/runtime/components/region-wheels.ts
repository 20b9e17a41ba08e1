import type { Wheels } from './picker-wheels'

/** A province, city or district: its name and its statistical code (2, 4 or 6 digits; none for some). */
export interface Region {
  code: string
  name: string
  children?: Region[]
}

const LEVELS: Record<string, number> = { province: 1, city: 2, region: 3, 'sub-district': 3 }
const CODE_LENGTH = 6

let loaded: Promise<Region[]> | undefined

/** All regions, fetched from the host once a phone. */
export function loadRegions(): Promise<Region[]> {
  loaded ??= fetch('/__host/regions.json').then((response) => response.json() as Promise<Region[]>)
  return loaded
}

export interface RegionChoice {
  value: string[]
  code: string[]
  postcode: string
}

/** Province, city and district as three wheels; `customItem` is put on top of each. */
export function regionWheels(regions: Region[], value: string[], level: string, customItem: string): Wheels {
  const depth = LEVELS[level] ?? 3
  const custom: Region[] = customItem ? [{ code: '', name: customItem, children: [] }] : []
  const chosen: number[] = []
  const lists = (): Region[][] => {
    const found: Region[][] = []
    let children: Region[] = regions
    for (let at = 0; at < depth; at++) {
      const list = [...custom, ...children]
      found.push(list)
      children = list[chosen[at] ?? 0]?.children ?? []
    }
    return found
  }
  for (let at = 0; at < depth; at++) {
    const list = lists()[at]!
    chosen[at] = Math.max(
      0,
      list.findIndex(({ name }) => name === value[at]),
    )
  }
  return {
    columns: () => lists().map((list) => list.map(({ name }) => name)),
    chosen: (column) => chosen[column] ?? 0,
    pick: (column, index) => {
      chosen[column] = index
      chosen.fill(0, column + 1)
    },
    value: () => lists().flatMap((list, at) => list[chosen[at] ?? 0]?.name ?? []),
    detail: () => {
      const path = lists().flatMap((list, at) => list[chosen[at] ?? 0] ?? [])
      const code = path.map((region) => region.code.padEnd(region.code ? CODE_LENGTH : 0, '0')).filter(Boolean)
      return { code, postcode: '' }
    },
  }
}
