import { OPEN_TYPES } from '../components/button'
import { hasProperty } from '../components/register'
import { BUILT_IN_TAGS } from '../tags'
import type { Api } from './api'
import { FILE_METHODS } from './file-methods'

/** wx.canIUse: true for what this host has. `name.part.part`: a function, an object's method or a tag with an attribute. */
export function addCanIUse(api: Api, wx: Record<string, unknown>): void {
  api.sync('canIUse', (schema: string) => {
    if (typeof schema !== 'string') return false
    const [first = '', second, third] = schema.split('.')
    if (first === 'cloud') return second === undefined || second in (wx.cloud as object)
    if (first === 'FileSystemManager') return second === undefined || second.replace(/Sync$/, '') in FILE_METHODS
    if (first in wx) return true
    if (!BUILT_IN_TAGS.has(first)) return false
    if (second === undefined || /^(bind|catch)/.test(second)) return true
    if (first === 'button' && second === 'open-type' && third) return third in OPEN_TYPES
    const property = second.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    return hasProperty(first, property)
  })
}
