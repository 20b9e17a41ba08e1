import { randomBytes } from 'node:crypto'
import QRCode from 'qrcode'
import { Refusal } from '../answer'
import type { Sandbox } from '../sandbox'
import type { Call, Endpoint } from './endpoint'

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/
const ENV_VERSIONS: unknown[] = ['release', 'trial', 'develop']
const DAY_MS = 86_400_000
// Without trying every filter for every line a picture takes a tenth of the time; the types do not know the option.
const PICTURE = { type: 'png', margin: 3, rendererOpts: { filterType: 0 } as object } as const

export const linkApis: Endpoint[] = [
  {
    name: 'getwxacodeunlimit',
    method: 'POST',
    path: '/wxa/getwxacodeunlimit',
    needsToken: true,
    limit: { calls: 5_000, perMs: 60_000, errcode: 45011 },
    answer: qrCode,
  },
  {
    name: 'generate_urllink',
    method: 'POST',
    path: '/wxa/generate_urllink',
    needsToken: true,
    limit: { calls: 100, perMs: 1_000, errcode: 44990 },
    answer: urlLink,
  },
]

/** A picture that a scanner reads as `page?scene=...`, so a test can follow it. */
function qrCode({ sandbox, body }: Call): Promise<Buffer> {
  const { scene, page, check_path, env_version, width = 430 } = body
  if (typeof scene !== 'string' || scene.length === 0 || scene.length > 32) throw new Refusal(40169)
  if (!SCENE.test(scene)) throw new Refusal(40129)
  if ('scancode_time' in body || String(page).includes('scancode_time')) throw new Refusal(85096)
  if (env_version !== undefined && !ENV_VERSIONS.includes(env_version)) throw new Refusal(40097)
  if (typeof width !== 'number' || width < 280 || width > 1280) throw new Refusal(40097)
  const known = sandbox.pages()
  const target = page === undefined || page === '' ? (known?.[0] ?? 'pages/index/index') : page
  if (typeof target !== 'string' || /^\/|[?#]/.test(target)) throw new Refusal(41030)
  if (known && check_path !== false && !known.includes(target)) throw new Refusal(41030)
  return QRCode.toBuffer(`${target}?scene=${encodeURIComponent(scene)}`, { ...PICTURE, width })
}

function urlLink({ sandbox, body }: Call): object {
  const { path = '', query = '', expire_type = 0, env_version } = body
  if (typeof path !== 'string' || path.includes('?') || !isPage(sandbox, path)) throw new Refusal(40165)
  if (typeof query !== 'string' || query.length > 1024) throw new Refusal(40212)
  if (env_version !== undefined && !ENV_VERSIONS.includes(env_version)) throw new Refusal(40097)
  const code = randomBytes(8).toString('base64url').replace(/[-_]/g, 'x')
  const expiresAt = expire_type === 1 ? afterDays(sandbox, body) : atTime(sandbox, body)
  sandbox.state.links[code] = { path, query, expiresAt }
  sandbox.changed()
  return { errcode: 0, errmsg: 'ok', url_link: `https://wxaurl.cn/${code}` }
}

function isPage(sandbox: Sandbox, path: string): boolean {
  const known = sandbox.pages()
  return path === '' || !known || known.includes(path.replace(/^\//, ''))
}

function afterDays(sandbox: Sandbox, body: Call['body']): number {
  const days = body['expire_interval']
  if (!Number.isInteger(days) || Number(days) < 1 || Number(days) > 30) throw new Refusal(85401)
  return sandbox.now() + Number(days) * DAY_MS
}

function atTime(sandbox: Sandbox, body: Call['body']): number {
  const at = body['expire_time'] === undefined ? sandbox.now() + 30 * DAY_MS : Number(body['expire_time']) * 1000
  const lead = at - sandbox.now()
  if (!(lead >= 60_000 && lead <= 30 * DAY_MS)) throw new Refusal(85401)
  return at
}
