/** Reads `root.cn[0].nn`, also Taro's `root.cn.[0].nn`; the whole thing without a path. */
export function readPath(data: unknown, path?: string): unknown {
  if (!path) return data
  const keys = path
    .replace(/\[(\w+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  return (
    keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], data) ?? null
  )
}
