import { parseJson } from '../../../server/src/core/wechat/wechat.json'
import {
  errcodeOf,
  kindOf,
  mayRepeat,
  pauseAfter,
  redact,
  ridOf,
  type WechatErrorKind,
} from '../../../server/src/core/wechat/wechat.rules'
import { checkParts, pageRefusal, sceneRefusal, worst } from '../../../server/src/core/wechat/wechat.requests'

describe('an error code', () => {
  it.each<[WechatErrorKind, number[]]>([
    ['transient', [-1, 200001, 43108]],
    ['token', [40001, 40014, 42001]],
    ['slow_down', [45011, 44990, 44991]],
    ['spent', [45009, 44993, 85400, 85406, 9410009]],
    ['permanent', [40029, 40163, 40226, 40003, 43101, 43104, 61010, 40037, 47003, 41030, 40097, 40129, 40169, 45168]],
    ['permanent', [1, 99999, 87009]],
    ['config', [40013, 40125, 40164, 40243, 48001, 48004, 50004, 50007, 43107, 85407, 85408, 89503]],
  ])('is %s for %j', (kind, codes) => {
    expect(codes.map(kindOf)).toEqual(codes.map(() => kind))
  })

  it.each<[object, number]>([
    [{}, 0],
    [{ openid: 'o1', session_key: 'k' }, 0],
    [{ errcode: 0, errmsg: 'getuserriskrank succ' }, 0],
    [{ errcode: '0' }, 0],
    [{ errcode: 40029 }, 40029],
    [{ errcode: '42001' }, 42001],
    [{ errcode: -1 }, -1],
    [{ errcode: null }, 0],
    [{ errcode: 'oops' }, -1],
    [{ errcode: {} }, -1],
  ])('of %j is %d', (answer, code) => {
    expect(errcodeOf(answer)).toBe(code)
  })

  it('is found with the id for the support', () => {
    expect(ridOf('invalid code, rid: 652d44d0-1d0af18b-5b069232')).toBe('652d44d0-1d0af18b-5b069232')
    expect(ridOf('code blocked rid: 61725984-6126f6f9-040f19c4')).toBe('61725984-6126f6f9-040f19c4')
    expect(ridOf('invalid appsecret, hints: [ req_id: OHkfU14ce-1Xg96a ]')).toBe('OHkfU14ce-1Xg96a')
    expect(ridOf('system error')).toBeUndefined()
    expect(ridOf(undefined)).toBeUndefined()
  })
})

describe('after a limit', () => {
  const at = Date.UTC(2026, 10, 23, 15, 59) // 23:59 in Beijing

  it('the API is left alone for a minute, a second, or until the next day in Beijing', () => {
    expect(pauseAfter('slow_down', 45011, at)).toBe(at + 60_000)
    expect(pauseAfter('slow_down', 44990, at)).toBe(at + 1_000)
    expect(pauseAfter('spent', 45009, at)).toBe(Date.UTC(2026, 10, 23, 16))
    expect(pauseAfter('spent', 45009, at + 60_000)).toBe(Date.UTC(2026, 10, 24, 16))
    expect(pauseAfter('permanent', 40029, at)).toBeNull()
  })
})

it('only what failed for the moment is repeated, and an unknown outcome only if twice does no harm', () => {
  expect(mayRepeat({ kind: 'transient', wasRefused: true, isRepeatable: false })).toBe(true)
  expect(mayRepeat({ kind: 'transient', wasRefused: false, isRepeatable: true })).toBe(true)
  expect(mayRepeat({ kind: 'transient', wasRefused: false, isRepeatable: false })).toBe(false)
  for (const kind of ['token', 'slow_down', 'spent', 'permanent', 'config'] as const) {
    expect(mayRepeat({ kind, wasRefused: true, isRepeatable: true })).toBe(false)
  }
})

it.each([
  'https://x/cgi-bin/token?appid=wx1&secret=TOPSECRET&grant_type=x',
  '/wxa/x?access_token=TOPSECRET',
  '{"session_key":"TOPSECRET","openid":"o"}',
  '{"appsecret": "TOPSECRET"}',
  'failed with TOPSECRET inside',
])('credentials do not survive in %j', (text) => {
  const clean = redact(text, ['TOPSECRET'])
  expect(clean).not.toContain('TOPSECRET')
  if (/[=:]/.test(text)) expect(redact(text)).not.toContain('TOPSECRET')
})

describe('before asking for a code', () => {
  it.each<[string, number | null]>([
    ['s_Ab3-xyz.~!', null],
    ['x'.repeat(32), null],
    ['', 40169],
    ['x'.repeat(33), 40169],
    ['a%3D1', 40129],
    ['a b', 40129],
    ['分享', 40129],
  ])('a scene %j is refused with %s', (scene, errcode) => {
    expect(sceneRefusal(scene)?.errcode ?? null).toBe(errcode)
  })

  it.each<[string | undefined, boolean]>([
    [undefined, true],
    ['pages/home/index', true],
    ['/pages/home/index', false],
    ['pages/home/index?a=1', false],
    ['', false],
  ])('a page %j is fine: %s', (page, isFine) => {
    expect(pageRefusal(page) === null).toBe(isFine)
  })
})

describe('a long text', () => {
  it('is checked in parts of at most 2,500 characters that overlap', () => {
    expect(checkParts('')).toEqual([''])
    expect(checkParts('字'.repeat(2500))).toHaveLength(1)
    const text = Array.from({ length: 6001 }, (_, at) => String.fromCodePoint(0x20000 + at)).join('')
    const parts = checkParts(text)
    expect(parts.every((part) => [...part].length <= 2500)).toBe(true)
    expect(parts).toHaveLength(3)
    for (let at = 0; at < 6001 - 20; at += 7) {
      const word = [...text].slice(at, at + 20).join('')
      expect(parts.some((part) => part.includes(word))).toBe(true)
    }
    expect(checkParts('字'.repeat(2501))).toHaveLength(2)
  })

  it('is as bad as its worst part', () => {
    const verdict = worst([
      { suggestion: 'pass', label: 100, traceIds: ['a'] },
      { suggestion: 'risky', label: 20008, traceIds: ['b'] },
      { suggestion: 'review', label: 10001, traceIds: ['c'] },
    ])
    expect(verdict).toEqual({ suggestion: 'risky', label: 20008, traceIds: ['a', 'b', 'c'] })
  })
})

it('ids of 64 bits keep every digit, and texts that hold digits stay as they are', () => {
  expect(parseJson('{"errcode":0,"msgid":2906353512385216512}')).toEqual({ errcode: 0, msgid: '2906353512385216512' })
  expect(parseJson('\uFEFF{"a":"x \\"12345678901234567\\", 12345678901234567","b":[0.1234567890000000000]}')).toEqual({
    a: 'x "12345678901234567", 12345678901234567',
    b: [0.123456789],
  })
})
