import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import Labels from '@/packages/sources/labels/index'
import taro, { freshPhone, storage } from './stubs/taro'

interface Sent {
  url: string
  method: string
  data?: object
}

const group = { id: '4', name: '群聊 1', people: 3, firstAt: '2026-11-01T04:00:00Z' }
let campaign = { id: '9', name: '重阳问候', isOpen: true, createdAt: '2026-10-12T04:00:00Z', shareCount: 2 }

const problem = (status: number, code: string, title: string) => ({ statusCode: status, data: { code, title, requestId: 'r' } }) // prettier-ignore
const SIGNED_IN = { token: 't', expiresAt: '2099-01-01T00:00:00Z', me: {} }

/** What a write is answered with; reads are answered with one group and one campaign. */
let answer: (sent: Sent) => { statusCode: number; data: unknown }
let listed: unknown[]
const puts = () => (taro.request.mock.calls as [Sent][]).map(([sent]) => sent).filter(({ method }) => method === 'PUT')

function open() {
  taro.request.mockImplementation((sent: Sent) => {
    if (sent.url.endsWith('/session')) return Promise.resolve({ statusCode: 200, data: SIGNED_IN })
    if (sent.method === 'PUT') return Promise.resolve(answer(sent))
    const items = sent.url.includes('/campaigns') ? [campaign] : listed
    return Promise.resolve({ statusCode: 200, data: { items, next: null } })
  })
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Labels />
    </QueryClientProvider>,
  )
}

const type = (id: string, value: string) => fireEvent.change(document.getElementById(id)!, { target: { value } })
const tap = (words: string) => fireEvent.click(screen.getByText(words))

beforeEach(() => {
  freshPhone()
  listed = [group]
  campaign = { ...campaign, isOpen: true }
  answer = () => ({ statusCode: 200, data: group })
})

describe('the groups that people came from', () => {
  it('are nothing yet, and the screen says when they will be there', async () => {
    listed = []
    open()
    expect(await screen.findByText('朋友在微信群里打开您的分享后，群聊会出现在这里')).toBeTruthy()
  })

  it('get a name, and one that holds a number is refused right at the field', async () => {
    open()
    fireEvent.click(await screen.findByText('群聊 1'))
    answer = () => problem(400, 'phone_in_words', '请不要填写他人的电话号码')
    type('chat-group-sheet-name', '王姐 13800138000')
    tap('保存名称')
    expect((await screen.findByText('请不要填写他人的电话号码')).className).toBe('field__error')
    answer = ({ data }) => ({ statusCode: 200, data: { ...group, ...data } })
    type('chat-group-sheet-name', ' 妈妈读书会 ')
    tap('保存名称')
    await waitFor(() => expect(document.getElementById('chat-group-sheet')).toBeNull())
    expect(puts().at(-1)).toMatchObject({ data: { name: '妈妈读书会' } })
  })

  it('keep their name when the network is gone, which is not said of the name', async () => {
    open()
    fireEvent.click(await screen.findByText('群聊 1'))
    answer = () => problem(503, 'unavailable', '服务暂时不可用，请稍后再试')
    type('chat-group-sheet-name', '妈妈读书会')
    tap('保存名称')
    expect((await screen.findByText('服务暂时不可用，请稍后再试')).className).not.toBe('field__error')
  })
})

describe('a campaign', () => {
  const openCampaign = async () => {
    open()
    tap('活动批次')
    fireEvent.click(await screen.findByText('重阳问候'))
  }

  it('ends without an edit that was not saved, and is not chosen for the next share any more', async () => {
    storage.set('campaign', JSON.stringify('9'))
    await openCampaign()
    type('campaign-sheet-name', '还没想好')
    answer = () => {
      campaign = { ...campaign, isOpen: false }
      return { statusCode: 200, data: campaign }
    }
    tap('结束这个批次')
    expect(await screen.findByText('已结束')).toBeTruthy()
    expect(puts()).toMatchObject([{ data: { name: '重阳问候', isOpen: false } }])
    expect(storage.has('campaign')).toBe(false)
  })

  it('that is over is renamed as it is, and taken up again', async () => {
    campaign = { ...campaign, isOpen: false }
    await openCampaign()
    answer = ({ data }) => {
      campaign = { ...campaign, ...data }
      return { statusCode: 200, data: campaign }
    }
    type('campaign-sheet-name', '重阳')
    tap('保存名称')
    fireEvent.click(await screen.findByText('重阳'))
    tap('重新启用')
    await waitFor(() => expect(screen.queryByText('已结束')).toBeNull())
    expect(puts()).toMatchObject([{ data: { name: '重阳', isOpen: false } }, { data: { name: '重阳', isOpen: true } }])
  })
})
