const CODE = 'aB3dE5gH7jK9mN1p'

const fresh = () => {
  jest.resetModules()
  return jest.requireActual<typeof import('@/lib/launch')>('@/lib/launch')
}

describe('how the app was entered', () => {
  it.each([
    ['a card', { path: 'p', scene: 1007, query: { id: '7', s: CODE } }, { code: CODE, scene: 1007, isScan: false }],
    ['a mini-program code', { scene: 1047, query: { scene: CODE } }, { code: CODE, scene: 1047, isScan: true }],
    [
      'an encoded scene',
      { scene: 1047, query: { scene: `${CODE.slice(0, 15)}%70` } },
      { code: CODE, scene: 1047, isScan: true },
    ],
    ['the recent list', { scene: 1001, query: {} }, null],
    ['no query at all', { scene: 1001 }, null],
  ])('reads the code of %s', (_, options, expected) => {
    expect(fresh().arrivalOf(options)).toEqual(expected)
  })

  it.each([
    ['too short', 'abc'],
    ['too long', `${CODE}x`],
    ['with foreign characters', 'aB3dE5gH7jK9mN1！'],
    ['broken encoding', '%E0%A4%A'],
    ['twice encoded', '%2561B3dE5gH7jK9mN1p'],
    ['empty', ''],
    ['a path', '../../../etc/pas'],
  ])('reads a code that is %s as none, which is an ordinary home page', (_, code) => {
    const { shareCodeOf } = fresh()
    expect(shareCodeOf({ s: code })).toBeNull()
    expect(shareCodeOf({ scene: code })).toBeNull()
  })

  it('notes one arrival for one enter, though WeChat tells of it at launch and at every return to the front', () => {
    const { noteEnter, currentShareCode } = fresh()
    const options = { scene: 1007, query: { s: CODE } }
    expect(noteEnter(options, 0)).toMatchObject({ code: CODE })
    expect(noteEnter(options, 5)).toBeNull()
    expect(noteEnter(options, 30_000)).toBeNull()
    expect(currentShareCode()).toBe(CODE)
  })

  it('notes a second card, and the same card opened again later', () => {
    const { noteEnter } = fresh()
    const other = 'zZ3dE5gH7jK9mN1p'
    expect(noteEnter({ query: { s: CODE } }, 0)).not.toBeNull()
    expect(noteEnter({ query: { s: other } }, 1_000)).toMatchObject({ code: other })
    expect(noteEnter({ query: { s: other } }, 3_600_000)).not.toBeNull()
  })

  it('ties nothing more to a code that turned out to be unknown', () => {
    const { noteEnter, currentShareCode, forgetArrival } = fresh()
    noteEnter({ query: { s: CODE } }, 0)
    forgetArrival('another')
    expect(currentShareCode()).toBe(CODE)
    forgetArrival(CODE)
    expect(currentShareCode()).toBeNull()
  })
})
