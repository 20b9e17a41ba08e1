import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import { AppError } from '@/lib/http'
import { queryClient } from '@/lib/query'
import { Loaded } from '@/ui/Loaded'
import { freshPhone } from './stubs/taro'

function Record({ read }: { read: () => Promise<string> }) {
  const query = useQuery({ queryKey: ['client', '7'], queryFn: read })
  return <Loaded query={query}>{(name) => <p>{name}</p>}</Loaded>
}

const reads = (failure: AppError) => {
  const read = jest.fn<Promise<string>, []>()
  read.mockResolvedValueOnce('林女士')
  return read.mockRejectedValue(failure)
}

async function readAgain(failure: AppError): Promise<void> {
  const read = reads(failure)
  render(
    <QueryClientProvider client={queryClient}>
      <Record read={read} />
    </QueryClientProvider>,
  )
  expect(await screen.findByText('林女士')).toBeTruthy()
  await queryClient.invalidateQueries({ queryKey: ['client', '7'] })
  await waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(1))
}

describe('what was read before', () => {
  beforeEach(() => {
    freshPhone()
    queryClient.clear()
  })

  it.each([
    ['a client who withdrew', 'client_not_found', 404],
    ['what is not for this reader any more', 'not_allowed', 403],
    ['a card that is over', 'referral_closed', 410],
  ])('goes from the screen with %s', async (_, code, status) => {
    await readAgain(new AppError(code, '没有找到这位客户', status))
    expect(await screen.findByText('没有找到这位客户')).toBeTruthy()
    expect(screen.queryByText('林女士')).toBeNull()
    expect(queryClient.getQueryData(['client', '7'])).toBeUndefined()
  })

  it.each([
    ['the server is busy', 500],
    ['too much is asked at once', 429],
  ])('stays when %s', async (_, status) => {
    await readAgain(new AppError('service_unavailable', '服务忙', status))
    expect(screen.getByText('林女士')).toBeTruthy()
  })
})
