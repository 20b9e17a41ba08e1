import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { RequestView } from '@quanke/shared/contracts/referral-requests'
import { PictureRow } from '@/features/requests/PictureRow'
import taro, { files, freshPhone, storage } from './stubs/taro'

const request = (pictures: RequestView['pictures'] = [], audience: RequestView['audience'] = 'agent') =>
  ({ id: '7', audience, pictures, can: { addPicture: true } }) as unknown as RequestView

const open = (shown = request()) =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <PictureRow request={shown} />
    </QueryClientProvider>,
  )
const sentKeys = (): string[] =>
  taro.uploadFile.mock.calls.map(([{ formData }]: [{ formData: { key: string } }]) => formData.key)
const ok = { statusCode: 200, data: JSON.stringify(request()) }
const lost = { errMsg: 'uploadFile:fail timeout' }
const refused = { statusCode: 409, data: JSON.stringify({ code: 'picture_unknown', title: '这个文件不是图片' }) }
const choose = async (...paths: string[]) => {
  taro.chooseMedia.mockResolvedValueOnce({ tempFiles: paths.map((tempFilePath) => ({ tempFilePath })) })
  fireEvent.click(await screen.findByText('补充图片'))
}

beforeEach(() => {
  freshPhone()
  taro.uploadFile.mockReset()
  taro.request.mockResolvedValue({
    statusCode: 200,
    data: { token: 't', expiresAt: '2099-01-01T00:00:00Z', me: {} },
  })
})

describe('a picture whose answer was lost', () => {
  it('is sent again under the key that it had, with those that waited behind it', async () => {
    taro.uploadFile.mockResolvedValueOnce(ok).mockRejectedValueOnce(lost).mockResolvedValue(ok)
    open()
    await choose('a.jpg', 'b.jpg', 'c.jpg')
    expect(await screen.findByText('还有 2 张图片没有传上')).toBeTruthy()
    fireEvent.click(screen.getByText('再次上传'))
    await waitFor(() => expect(screen.queryByText('再次上传')).toBeNull())
    const [a, b, again, c] = sentKeys()
    expect(again).toBe(b)
    expect(new Set([a, b, c]).size).toBe(3)
    expect(taro.uploadFile).toHaveBeenCalledTimes(4)
  })

  it('is sent again when more are chosen, or given up when the client says so', async () => {
    taro.uploadFile.mockRejectedValueOnce(lost).mockRejectedValueOnce(lost)
    open()
    await choose('a.jpg')
    await screen.findByText('还有 1 张图片没有传上')
    await choose('b.jpg')
    expect(await screen.findByText('还有 2 张图片没有传上')).toBeTruthy()
    const [first, second] = sentKeys()
    expect(second).toBe(first)
    fireEvent.click(screen.getByText('不传了'))
    await waitFor(() => expect(screen.queryByText('再次上传')).toBeNull())
  })

  it('is not offered again when the server said no to it', async () => {
    taro.uploadFile.mockResolvedValueOnce(refused)
    open()
    await choose('a.svg')
    expect(await screen.findByText('这个文件不是图片')).toBeTruthy()
    expect(screen.queryByText('再次上传')).toBeNull()
  })
})

describe('a picture that was not sent when the app was closed', () => {
  /** What is kept of it outlives the app; what is in memory does not. */
  const reopened = (): void => {
    cleanup()
    open()
  }

  it('waits on the phone, and is sent under its key when the client comes back', async () => {
    taro.uploadFile.mockResolvedValueOnce(ok).mockRejectedValueOnce(lost)
    open()
    await choose('a.jpg', 'b.jpg')
    await screen.findByText('还有 1 张图片没有传上')
    expect([...files]).toEqual(['kept/b.jpg'])
    reopened()
    await screen.findByText('还有 1 张图片没有传上')
    taro.uploadFile.mockResolvedValueOnce(ok)
    fireEvent.click(screen.getByText('再次上传'))
    await waitFor(() => expect(screen.queryByText('再次上传')).toBeNull())
    expect(sentKeys()[2]).toBe(sentKeys()[1])
    expect([[...files], [...storage.keys()].filter((key) => key.includes('pictures'))]).toEqual([[], []])
  })

  it('is named as missing when the phone has it no more', async () => {
    taro.uploadFile.mockRejectedValueOnce(lost)
    open()
    await choose('a.jpg', 'b.jpg')
    await screen.findByText('还有 2 张图片没有传上')
    files.delete('kept/a.jpg')
    reopened()
    expect(await screen.findByText('有 1 张图片没有传上，手机上也已经找不到，请重新选择')).toBeTruthy()
    expect(screen.getByText('还有 1 张图片没有传上')).toBeTruthy()
  })

  it('does not lie about on the phone for ever', async () => {
    taro.uploadFile.mockRejectedValueOnce(lost)
    open()
    await choose('a.jpg')
    await screen.findByText('还有 1 张图片没有传上')
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 8 * 86_400_000)
    reopened()
    await waitFor(() => expect(files.size).toBe(0))
    jest.restoreAllMocks()
  })
})

describe('a picture that WeChat’s check held back', () => {
  const held = [{ id: '1', width: 1, height: 1, review: 'held' as const }]
  it('is told to the client kindly, where a group would have seen it', async () => {
    open(request(held, 'group'))
    expect(await screen.findByText(/有 1 张图片没有通过检查，圈子成员看不到/u)).toBeTruthy()
    expect(screen.getByText('圈子不可见')).toBeTruthy()
    expect(screen.queryByText('图片通过检查后，圈子成员才能看到')).toBeNull()
  })
})
