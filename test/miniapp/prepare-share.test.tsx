import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createShare } from '@/features/shares/shares.api'
import { usePrepareShare } from '@/features/shares/useShares'
import { freshPhone } from './stubs/taro'

jest.mock('@/features/shares/shares.api', () => ({ createShare: jest.fn(() => Promise.resolve({})) }))

const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
)
const opened = (subjectId: string, campaignId: string | null = null) =>
  renderHook(() => usePrepareShare({ subject: 'content', subjectId, campaignId }), { wrapper }).result.current
const keys = () => jest.mocked(createShare).mock.calls.map(([{ key }]) => key)

beforeEach(() => {
  freshPhone()
  jest.mocked(createShare).mockClear()
})

it('a sheet that was only looked at leaves no second share behind when it is opened again', async () => {
  await opened('7').make('card')
  await opened('7').make('card')
  expect(new Set(keys()).size).toBe(1)
})

it('what was passed on is a share of its own, and so is another way, another article or another campaign', async () => {
  const first = opened('8')
  await first.make('card')
  first.passedOn('card')
  await opened('8').make('card')
  await opened('8').make('qr')
  await opened('9').make('card')
  await opened('8', '3').make('card')
  expect(new Set(keys()).size).toBe(5)
})
