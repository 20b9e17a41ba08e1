import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { ConsentsView, ConsentView, DecideConsents } from '@quanke/shared/contracts/consents'
import { purposes, PURPOSES, type Purpose } from '@quanke/shared/domain/consent'
import { JoinConsent } from '@/features/consents/JoinConsent'
import { queryClient } from '@/lib/query'
import taro, { freshPhone, storage } from './stubs/taro'

const aConsent = (purpose: Purpose): ConsentView => ({
  purpose,
  title: PURPOSES[purpose],
  body: `${PURPOSES[purpose]}的全文`,
  textVersion: `${purpose}-3`,
  state: null,
  answeredVersion: null,
  decidedAt: null,
  can: { give: true, withdraw: false, ask: true },
})
const view: ConsentsView = { consents: purposes.map(aConsent), prospectiveAdviser: null }
const NEEDED: Purpose[] = ['use_service']

function open(consents = view.consents) {
  const onAgreed = jest.fn()
  const onRefused = jest.fn()
  render(
    <QueryClientProvider client={queryClient}>
      <JoinConsent
        view={{ ...view, consents }}
        needed={NEEDED}
        only={purposes}
        intro="请逐项决定"
        onAgreed={onAgreed}
        onRefused={onRefused}
      />
    </QueryClientProvider>,
  )
  return { onAgreed, onRefused }
}
const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`no #${id}`)
  return found
}
const tick = (id: string) => fireEvent.click(byId(id))
const sent = (): DecideConsents => (taro.request.mock.calls.at(-1) as [{ data: DecideConsents }])[0].data

describe('the consent page', () => {
  beforeEach(() => {
    freshPhone()
    storage.set('session', JSON.stringify({ token: 't1', expiresAt: '2099-01-01T00:00:00.000Z' }))
    taro.request.mockResolvedValue({ statusCode: 200, data: { consents: [], me: {}, boundBy: null } })
  })

  it('shows every text in full, each with a box of its own, and none is ticked', () => {
    open()
    for (const purpose of purposes) {
      expect(screen.getByText(`${PURPOSES[purpose]}的全文`)).toBeTruthy()
      expect(byId(`tick-${purpose}`).className).not.toContain('check--on')
    }
    expect(byId('tick-adult').className).not.toContain('check--on')
  })

  it('refuses in one tap, without ticking anything, and keeps that as the answer', async () => {
    const { onRefused } = open()
    tick('consent-refuse')
    await waitFor(() => expect(onRefused).toHaveBeenCalled())
    expect(sent().decisions).toHaveLength(purposes.length)
    expect(sent().decisions.every(({ given }) => !given)).toBe(true)
    expect(sent().isAdult).toBeUndefined()
  })

  it('does not agree before what is needed is ticked and the reader says to be of age', () => {
    open()
    const agree = byId('consent-agree') as HTMLButtonElement
    expect(agree.disabled).toBe(true)
    tick('tick-use_service')
    expect(agree.disabled).toBe(true)
    tick('tick-adult')
    expect(agree.disabled).toBe(false)
    tick('tick-use_service')
    expect(agree.disabled).toBe(true)
  })

  it('sends a yes for what was ticked, a no for the rest, each with the version that was shown', async () => {
    const { onAgreed } = open()
    tick('tick-use_service')
    tick('tick-be_served')
    tick('tick-adult')
    fireEvent.change(byId('consent-name'), { target: { value: ' 陈女士 ' } })
    tick('consent-agree')
    await waitFor(() => expect(onAgreed).toHaveBeenCalled())
    expect(sent()).toMatchObject({ isAdult: true, displayName: '陈女士' })
    expect(sent().decisions).toEqual(
      purposes.map((purpose) => ({
        purpose,
        textVersion: `${purpose}-3`,
        given: purpose === 'use_service' || purpose === 'be_served',
      })),
    )
  })

  it('sends once, however often it is tapped', async () => {
    const { onAgreed } = open()
    tick('tick-use_service')
    tick('tick-adult')
    for (let tap = 0; tap < 5; tap++) tick('consent-agree')
    await waitFor(() => expect(onAgreed).toHaveBeenCalled())
    expect(taro.request).toHaveBeenCalledTimes(1)
  })

  it('shows at the bottom what went wrong, and lets the reader try again', async () => {
    taro.request.mockResolvedValueOnce({
      statusCode: 409,
      data: { type: 'x', status: 409, code: 'consent_text_outdated', title: '授权文本已更新', requestId: 'r' },
    })
    const { onAgreed } = open()
    tick('tick-use_service')
    tick('tick-adult')
    tick('consent-agree')
    expect(await screen.findByText('授权文本已更新')).toBeTruthy()
    tick('consent-agree')
    await waitFor(() => expect(onAgreed).toHaveBeenCalled())
  })

  it('leaves out for a while what was refused lately, unless it is needed now', () => {
    open(view.consents.map((consent) => ({ ...consent, can: { ...consent.can, ask: false } })))
    expect(document.getElementById('tick-use_service')).not.toBeNull()
    expect(document.getElementById('tick-marketing')).toBeNull()
  })
})
