import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import type { LookView } from '@quanke/shared/contracts/looks'
import { plain } from '@quanke/shared/domain/day-words'
import Looks from '@/packages/consent/looks/index'
import taro, { freshPhone } from './stubs/taro'

const SIGNED_IN = { token: 't', expiresAt: '2099-01-01T00:00:00Z', me: {} }

function open(answer: { statusCode: number; data: unknown }) {
  taro.request.mockImplementation(({ url }: { url: string }) =>
    Promise.resolve(url.endsWith('/session') ? { statusCode: 200, data: SIGNED_IN } : answer),
  )
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Looks />
    </QueryClientProvider>,
  )
}
const listed = (...items: LookView[]) => ({ statusCode: 200, data: { items, next: null } })
const rows = () =>
  [...document.querySelectorAll('.cell__main')].map((row) => [...row.children].map((line) => plain(line.textContent)))

describe('who looked at my data', () => {
  beforeEach(freshPhone)

  it('is told with what each is to me, and of several times within a day how often and the last', async () => {
    open(
      listed(
        {
          id: '9',
          who: '苏婉清',
          role: '您的代理人',
          what: '查看了您的档案',
          count: 3,
          lastAt: '2020-08-22T06:00:00Z',
        },
        {
          id: '7',
          who: '客服人员',
          role: null,
          what: '查看了您的投诉与建议',
          count: 1,
          lastAt: '2020-08-21T01:05:00Z',
        },
      ),
    )
    await screen.findByText('苏婉清，您的代理人')
    expect(rows()).toEqual([
      ['苏婉清，您的代理人', '查看了您的档案，共 3 次，最后一次在 2020年8月22日 周六 14:00'],
      ['客服人员', '查看了您的投诉与建议，2020年8月21日 周五 09:05'],
    ])
  })

  it('is nobody yet, and the screen says so, and what it does not list', async () => {
    open(listed())
    expect(await screen.findByText('还没有人看过')).toBeTruthy()
    expect(screen.getByText(/只在名单里看到您的称呼，不逐条列出/u)).toBeTruthy()
  })

  it('cannot be read by who is no client: the way back, and no other try', async () => {
    const title = '您没有使用这项功能的权限'
    open({ statusCode: 403, data: { code: 'not_allowed', title, requestId: 'r' } })
    expect(await screen.findByText(title)).toBeTruthy()
    expect(screen.queryByText('重试')).toBeNull()
  })
})
