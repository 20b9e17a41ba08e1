import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { filesIn } from './compile/files'
import { findDist } from './compile/project'

/** What the compilers of WeChat DevTools say to a compiled mini-program. */
export interface OfficialVerdict {
  /** How many files of each kind were compiled. */
  wxml: number
  wxss: number
  /** Their own words, with file and line; empty when everything was accepted. */
  refusals: string[]
}

const FOLDERS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' }
/** Other files than these two kinds are none of the compilers' business. */
const KINDS = {
  wcc: { extensions: ['.wxml', '.wxs'], options: [] as string[] },
  wcsc: { extensions: ['.wxss'], options: ['-lc', '-js'] },
}

/** Whether the package brings compilers for this machine: it has them for Linux and macOS on x64, and for Windows. */
export function hasOfficialCompilers(platform = process.platform, processor = process.arch): boolean {
  return FOLDERS[platform] !== undefined && (processor === 'x64' || platform === 'darwin')
}

/**
 * Has Tencent's own wcc and wcsc compile all WXML and WXSS of a mini-program, as DevTools does before an upload.
 * Throws where there are none for this machine; ask `hasOfficialCompilers` before.
 */
export async function officialCompilers(folder: string): Promise<OfficialVerdict> {
  if (!hasOfficialCompilers()) throw new Error(`no wcc and wcsc for ${process.platform} on ${process.arch}`)
  const { root } = findDist(folder)
  const tools = mkdtempSync(join(tmpdir(), 'official-compilers-'))
  try {
    const [wxml, wxss] = await Promise.all([compile(root, 'wcc', tools), compile(root, 'wcsc', tools)])
    return { wxml: wxml.files, wxss: wxss.files, refusals: [...wxml.refusals, ...wxss.refusals] }
  } finally {
    rmSync(tools, { recursive: true, force: true })
  }
}

async function compile(
  root: string,
  name: 'wcc' | 'wcsc',
  tools: string,
): Promise<{ files: number; refusals: string[] }> {
  const { extensions, options } = KINDS[name]
  const files = filesIn(root, ...extensions)
  if (!files.length) return { files: 0, refusals: [] }
  const { code, errors } = await run(executable(name, tools), [...options, ...files], root)
  const said = errors
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !/^error file count: /.test(line))
  if (code === 0) return { files: files.length, refusals: [] }
  return { files: files.length, refusals: said.length ? said : [`${name} ended with code ${code}`] }
}

/** The package's files are not executable, and may not be made so where others installed it. */
function executable(name: 'wcc' | 'wcsc', tools: string): string {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const own = join(
    dirname(require.resolve('miniprogram-compiler/package.json')),
    'bin',
    FOLDERS[process.platform]!,
    file,
  )
  const copy = join(tools, file)
  copyFileSync(own, copy)
  chmodSync(copy, 0o755)
  return copy
}

function run(command: string, args: string[], cwd: string): Promise<{ code: number | null; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, errors }))
  })
}
