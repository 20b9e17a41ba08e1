const MOST_DEPTH = 8
const MOST_VALUES = 20_000

/**
 * A copy that JSON can carry of whatever a mini-program hands out: to console, to a bound function. Functions,
 * errors, pages and circles become text; what is too deep or too much is left out.
 */
export function toPlain(value: unknown): unknown {
  let room = MOST_VALUES
  const above: object[] = []
  return copy(value)

  function copy(value: unknown): unknown {
    if (typeof value === 'function') return `[Function${value.name ? ` ${value.name}` : ''}]`
    if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
    return typeof value === 'object' && value !== null ? copyObject(value) : value
  }

  function copyObject(value: object): unknown {
    const text = textOf(value)
    if (text !== undefined) return text
    if (above.includes(value)) return '[Circular]'
    if (above.length >= MOST_DEPTH || --room < 0) return Array.isArray(value) ? '[Array]' : '[Object]'
    above.push(value)
    try {
      return Array.isArray(value)
        ? value.map(copy)
        : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each)]))
    } finally {
      above.pop()
    }
  }
}

/** Objects whose parts say nothing. Not by instanceof: those of the mini-program are of another realm. */
function textOf(value: object): unknown {
  const { _$: component, toJSON, message, stack } = value as Record<string, unknown>
  if (component && typeof component === 'object') return `[Component ${String((component as { is?: string }).is)}]`
  if (typeof toJSON === 'function') return toJSON.call(value) as unknown
  const kind = Object.prototype.toString.call(value).slice(8, -1)
  if (kind === 'Error') return stack ?? message
  return ['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'RegExp'].includes(kind) ? `[${kind}]` : undefined
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  const { message, errMsg } = (thrown ?? {}) as { message?: unknown; errMsg?: unknown }
  return String(message ?? errMsg ?? thrown)
}
