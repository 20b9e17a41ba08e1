import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { RemindMe } from '@/features/messages/RemindMe'
import taro, { freshPhone } from './stubs/taro'

const ID = 'template'
const answers = taro.requestSubscribeMessage

let count = 0
/** What was accepted is remembered while the app runs, so each test waits for something else. */
const open = (introduction: string | null = ID, about = `test ${++count}`) => {
  taro.request.mockImplementation(({ url }: { url: string }) =>
    Promise.resolve({
      statusCode: 200,
      data: url.endsWith('/session')
        ? { token: 't', expiresAt: '2099-01-01T00:00:00Z', me: {} }
        : { newRequest: null, introduction, thanks: null },
    }),
  )
  const page = (now: string) => (
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RemindMe id="remind" use="introduction" about={now}>
        有回应时提醒我
      </RemindMe>
    </QueryClientProvider>
  )
  const { rerender } = render(page(about))
  return { about, turnsInto: (now: string) => rerender(page(now)) }
}
const tap = async () => fireEvent.click(await screen.findByText('有回应时提醒我'))

describe('a reminder', () => {
  beforeEach(freshPhone)

  it('asks WeChat within the tap, never before, and says that one message is bought', async () => {
    answers.mockResolvedValue({ [ID]: 'accept' })
    open()
    await screen.findByText('有回应时提醒我')
    expect(answers).not.toHaveBeenCalled()
    await tap()
    expect(answers).toHaveBeenCalledWith({ tmplIds: [ID] })
    expect(await screen.findByText('已开启一次提醒')).toBeTruthy()
    expect(screen.queryByText('有回应时提醒我')).toBeNull()
  })

  it('is offered again once the message had its occasion', async () => {
    answers.mockResolvedValue({ [ID]: 'accept' })
    const { about, turnsInto } = open()
    await tap()
    await screen.findByText('已开启一次提醒')
    turnsInto(`${about} happened`)
    expect(await screen.findByText('有回应时提醒我')).toBeTruthy()
  })

  it('takes a no without a word, and may be asked again', async () => {
    answers.mockResolvedValue({ [ID]: 'reject' })
    open()
    await tap()
    await waitFor(() => expect(answers).toHaveBeenCalledTimes(1))
    expect(screen.getByText('有回应时提醒我')).toBeTruthy()
    expect(taro.showToast).not.toHaveBeenCalled()
  })

  it.each([
    [{ errCode: 20004, errMsg: 'requestSubscribeMessage:fail' }, /右上角/u],
    [{ errCode: 20001 }, /暂时不能开启提醒/u],
  ])('says what is the matter when WeChat cannot ask (%j)', async (failure, words) => {
    answers.mockRejectedValue(failure)
    open()
    await tap()
    expect(await screen.findByText(words)).toBeTruthy()
  })

  it('is not there without a template', async () => {
    open(null)
    await waitFor(() =>
      expect(taro.request).toHaveBeenLastCalledWith(
        expect.objectContaining({ url: expect.stringContaining('/message-templates') }),
      ),
    )
    await Promise.resolve()
    expect(screen.queryByText('有回应时提醒我')).toBeNull()
  })
})
