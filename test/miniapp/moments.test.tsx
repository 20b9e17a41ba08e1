import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import Article from '@/packages/content/article/index'
import taro, { fire, freshPhone, router, storage } from './stubs/taro'

const CODE = 'aB3dE5gH7jK9mN1p'
const article = {
  id: '7', topic: 'health', title: '睡眠', summary: '睡得好', minutes: 3, publishedAt: '2026-11-01T00:00:00Z', readPercent: null,
  status: 'published', version: 1, blocks: [{ kind: 'paragraph', text: '早点睡' }], sources: [],
  group: { id: '3', name: '健康圈', memberCount: 12, isMember: false },
  adviser: { id: '1', name: '陈思远', title: '代理人', company: '江城', teamName: '晨曦组', licenceNumber: '123', intro: '', isActive: true },
  recalledReason: null, can: { share: false, recall: false, approve: false },
} // prettier-ignore

const open = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Article />
    </QueryClientProvider>,
  )

/** WeChat shows one page of a mini-program inside Moments: without login, other pages, or the app's storage. */
describe('an article on the single page of Moments', () => {
  beforeEach(() => {
    freshPhone()
    taro.getLaunchOptionsSync.mockReturnValue({ scene: 1154 })
    taro.request.mockResolvedValue({ statusCode: 200, data: article })
    router.params = { id: '7', s: CODE }
  })
  afterEach(() => void taro.getLaunchOptionsSync.mockReturnValue({ scene: 1001 }))

  it('is read without anybody being known, and nothing is recorded', async () => {
    open()
    expect(await screen.findByText('早点睡')).toBeTruthy()
    expect(screen.getByText(/执业证编号 123/u)).toBeTruthy()
    fire('unload')
    expect(taro.login).not.toHaveBeenCalled()
    expect(taro.request).toHaveBeenCalledTimes(1)
    const [{ url, header }] = taro.request.mock.calls[0] as [{ url: string; header: Record<string, string> }]
    expect(url).toContain(`/contents/7?shareCode=${CODE}`)
    expect(header).not.toHaveProperty('authorization')
    expect([...storage.keys()]).toEqual([])
  })

  it('leads nowhere, since WeChat allows no other page there', async () => {
    open()
    fireEvent.click(await screen.findByText('健康圈'))
    expect(taro.navigateTo).not.toHaveBeenCalled()
    expect(screen.queryByText('去看看')).toBeNull()
    expect(screen.queryByText('分享给朋友')).toBeNull()
  })
})
