import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export type ApiAreas = [area: string, names: string[]][]

const OBJECTS_WITHOUT_BEHAVIOUR = /(Option|Options|Result|Error|Callback|Console|Exception|Env|Plugin|^Wx)$/

/** The wx functions by chapter of the documentation, and the methods of the objects that they give. */
export function readTypings(folder: string): ApiAreas {
  const areas = new Map<string, Set<string>>()
  const add = (area: string, name: string) => areas.set(area, (areas.get(area) ?? new Set()).add(name))
  const read = (file: string, take: (node: ts.InterfaceDeclaration, text: string) => void) => {
    const text = readFileSync(join(folder, file), 'utf8')
    const visit = (node: ts.Node): void => {
      if (ts.isInterfaceDeclaration(node)) take(node, text)
      else if (ts.isModuleDeclaration(node) || ts.isModuleBlock(node)) ts.forEachChild(node, visit)
    }
    ts.forEachChild(ts.createSourceFile(file, text, ts.ScriptTarget.Latest), visit)
  }
  read('lib.wx.api.d.ts', (node, text) => {
    if (node.name.text === 'Wx') {
      for (const member of functionsOf(node)) add(`wx: ${areaOf(text, member)}`, `wx.${nameOf(member)}`)
    } else if (!OBJECTS_WITHOUT_BEHAVIOUR.test(node.name.text)) {
      const methods = node.members.filter((member) => ts.isMethodSignature(member))
      for (const method of methods) add(`Object: ${node.name.text}`, `${node.name.text}.${nameOf(method)}`)
    }
  })
  read('lib.wx.cloud.d.ts', (node) => {
    if (node.name.text !== 'WxCloud') return
    for (const member of node.members) add('wx: cloud', `wx.cloud.${nameOf(member)}`)
  })
  const sorted = [...areas].map(([area, names]): [string, string[]] => [area, [...names].sort()])
  const rank = (area: string) => (area.startsWith('wx') ? 0 : 1)
  return sorted.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

function functionsOf(node: ts.InterfaceDeclaration): ts.TypeElement[] {
  return node.members.filter((member) => ts.isMethodSignature(member) || ts.isPropertySignature(member))
}

function nameOf(member: ts.TypeElement): string {
  return (member.name as ts.Identifier).text
}

/** The chapter of the official documentation that the comment above links to. */
function areaOf(text: string, { pos, end }: ts.TypeElement): string {
  return /\/api\/([a-z0-9-]+)\//i.exec(text.slice(pos, end))?.[1]?.toLowerCase() ?? 'base'
}
