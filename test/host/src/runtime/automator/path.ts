/** Reads `root.cn[0].nn`, also Taro's `root.cn.[0].nn`. */
export function readPath(data: unknown, path: string): unknown {
  const keys = path
    .replace(/\[["']?([^\]"']+)["']?\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], data)
}
