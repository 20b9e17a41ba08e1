import type { Observations, SheetSeen } from './observations'

/** What was seen on one phone before and after the mini-program was started afresh. */
export function merge(before: Observations | undefined, after: Observations): Observations {
  if (!before) return after
  const joined = Object.fromEntries(
    Object.entries(after).map(([name, value]) => {
      const earlier = before[name as keyof Observations]
      return [name, Array.isArray(value) ? [...(earlier as unknown[]), ...(value as unknown[])] : value]
    }),
  ) as unknown as Observations
  return {
    ...joined,
    pages: [...new Set(joined.pages)],
    targets: {
      looked: before.targets.looked + after.targets.looked,
      small: [...before.targets.small, ...after.targets.small],
      unsafe: [...before.targets.unsafe, ...after.targets.unsafe],
    },
    contrast: {
      looked: before.contrast.looked + after.contrast.looked,
      faint: [...before.contrast.faint, ...after.contrast.faint],
    },
    sheets: mergeSheets(before.sheets, after.sheets),
  }
}

/** Unused is what was used neither before nor after. */
function mergeSheets(before: SheetSeen[], after: SheetSeen[]): SheetSeen[] {
  const merged = new Map(before.map((each) => [each.sheet, each]))
  for (const one of after) {
    const earlier = merged.get(one.sheet)
    const still = new Set(earlier?.unused.map(({ selector }) => selector))
    merged.set(one.sheet, earlier ? { ...one, unused: one.unused.filter(({ selector }) => still.has(selector)) } : one)
  }
  return [...merged.values()]
}
