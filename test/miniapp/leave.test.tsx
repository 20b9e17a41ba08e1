import Taro from '@tarojs/taro'
import { act, renderHook } from '@testing-library/react'
import { go } from '@/lib/routes'
import { useLeave } from '@/lib/useLeave'
import { fire, freshPhone, pages } from './stubs/taro'

const [home, form, next] = [{ is: 'home' }, { is: 'form' }, { is: 'next' }]

beforeEach(() => {
  freshPhone()
  pages.splice(0, pages.length, home, form)
})

it('leaves the screen when what was to be done is done', () => {
  const { result } = renderHook(() => useLeave())
  result.current.back()
  expect(Taro.navigateBack).toHaveBeenCalledTimes(1)
  result.current.replace('/done')
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/done' })
})

it('closes no other screen when the person has gone back, or on, meanwhile', () => {
  const { result } = renderHook(() => useLeave())
  for (const now of [[home], [home, form, next]]) {
    pages.splice(0, pages.length, ...now)
    result.current.back()
    result.current.replace('/done')
  }
  expect(Taro.navigateBack).not.toHaveBeenCalled()
  expect(Taro.redirectTo).not.toHaveBeenCalled()
})

it('knows its screen again when the person comes back to it', () => {
  pages.push(next)
  const { result } = renderHook(() => useLeave())
  pages.pop()
  act(() => fire('show'))
  result.current.back()
  expect(Taro.navigateBack).toHaveBeenCalledTimes(1)
})

it('a row that is tapped twice opens its screen once, and again when the person has come back', () => {
  const now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000)
  go('/packages/agent/client/index?id=1')
  go('/packages/agent/client/index?id=1')
  expect(Taro.navigateTo).toHaveBeenCalledTimes(1)
  go('/packages/agent/client/index?id=2')
  expect(Taro.navigateTo).toHaveBeenCalledTimes(2)
  now.mockReturnValue(1_002_000)
  go('/packages/agent/client/index?id=2')
  expect(Taro.navigateTo).toHaveBeenCalledTimes(3)
  now.mockRestore()
})

it('a row whose screen cannot be fetched says so, and can be tapped again at once', async () => {
  jest.mocked(Taro.navigateTo).mockRejectedValueOnce({ errMsg: 'navigateTo:fail loadSubpackage:fail' })
  go('/packages/policy/mine/index')
  await act(() => Promise.resolve())
  expect(Taro.showToast).toHaveBeenCalledWith({ title: '没有打开，请检查网络后再试', icon: 'none' })
  go('/packages/policy/mine/index')
  expect(Taro.navigateTo).toHaveBeenCalledTimes(2)
})
