import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { Page } from '@quanke/shared/contracts/common'
import { AppError } from '@/lib/http'
import { usePaged } from '@/lib/usePaged'
import { PagedList } from '@/ui/PagedList'
import taro, { fire, freshPhone } from './stubs/taro'

function List({ read }: { read: (cursor?: string) => Promise<Page<string>> }) {
  const list = usePaged(['list'], read)
  return (
    <PagedList list={list} empty={<span>还没有内容</span>}>
      {(item) => <p key={item}>{item}</p>}
    </PagedList>
  )
}

const open = (read: (cursor?: string) => Promise<Page<string>>) =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <List read={read} />
    </QueryClientProvider>,
  )

describe('a list', () => {
  beforeEach(freshPhone)

  it('shows its shape while it comes, then its rows', async () => {
    open(() => Promise.resolve({ items: ['一'], next: null }))
    expect(document.querySelector('.skeleton')).toBeTruthy()
    expect(await screen.findByText('一')).toBeTruthy()
    expect(screen.queryByText('没有更多了')).toBeNull()
  })

  it('says what will be there when it is empty', async () => {
    open(() => Promise.resolve({ items: [], next: null }))
    expect(await screen.findByText('还没有内容')).toBeTruthy()
  })

  it('says in plain words that it failed, and tries again when asked to', async () => {
    const read = jest.fn<Promise<Page<string>>, [string?]>()
    read.mockRejectedValueOnce(new AppError('offline', '网络不通，请检查网络后再试'))
    read.mockResolvedValue({ items: ['一'], next: null })
    open(read)
    expect(await screen.findByText('网络不通，请检查网络后再试')).toBeTruthy()
    fireEvent.click(screen.getByText('重试'))
    expect(await screen.findByText('一')).toBeTruthy()
  })

  it('offers the way back and not another try where the list is not for this reader', async () => {
    open(() => Promise.reject(new AppError('not_allowed', '您没有使用这项功能的权限', 403)))
    expect(await screen.findByText('您没有使用这项功能的权限')).toBeTruthy()
    expect(screen.queryByText('重试')).toBeNull()
    expect(screen.getByText('返回')).toBeTruthy()
  })

  it('grows by pages as it is scrolled, and says when it is at its end', async () => {
    const pages: Record<string, Page<string>> = {
      first: { items: ['1', '2', '3', '4', '5'], next: 'second' },
      second: { items: ['6', '7', '8', '9'], next: null },
    }
    const read = jest.fn((cursor = 'first') => Promise.resolve(pages[cursor] ?? { items: [], next: null }))
    open(read)
    await screen.findByText('5')
    fire('reachBottom')
    expect(await screen.findByText('9')).toBeTruthy()
    expect(screen.getByText('没有更多了')).toBeTruthy()
    fire('reachBottom')
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('says that the rest did not come where the network went away in the middle, and asks for it again at a tap', async () => {
    const first: Page<string> = { items: ['1', '2', '3'], next: 'second' }
    const read = jest.fn<Promise<Page<string>>, [string?]>()
    read.mockResolvedValueOnce(first)
    read.mockRejectedValueOnce(new AppError('offline', '网络不通，请检查网络后再试'))
    read.mockResolvedValue({ items: ['4'], next: null })
    open(read)
    await screen.findByText('3')
    fire('reachBottom')
    fireEvent.click(await screen.findByText('没有加载出来，点这里重试'))
    expect(await screen.findByText('4')).toBeTruthy()
    expect(screen.getByText('1')).toBeTruthy()
    expect(screen.queryByText('没有加载出来，点这里重试')).toBeNull()
  })

  it('reads anew when it is pulled down', async () => {
    let count = 0
    open(() => Promise.resolve({ items: [`第 ${++count} 次`], next: null }))
    await screen.findByText('第 1 次')
    fire('pullDownRefresh')
    expect(await screen.findByText('第 2 次')).toBeTruthy()
    await waitFor(() => expect(taro.stopPullDownRefresh).toHaveBeenCalled())
    expect(taro.showToast).not.toHaveBeenCalled()
  })

  it('keeps what it has when it cannot be read anew, and says so', async () => {
    const read = jest.fn<Promise<Page<string>>, [string?]>()
    read.mockResolvedValueOnce({ items: ['一'], next: null })
    read.mockRejectedValue(new AppError('offline', '网络不通，请检查网络后再试'))
    open(read)
    await screen.findByText('一')
    fire('pullDownRefresh')
    await waitFor(() =>
      expect(taro.showToast).toHaveBeenCalledWith({ title: '没有刷新出来，请稍后再试', icon: 'none' }),
    )
    expect(screen.getByText('一')).toBeTruthy()
  })
})
