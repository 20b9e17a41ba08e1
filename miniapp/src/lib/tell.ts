import Taro from '@tarojs/taro'

/** Tells in passing that something was done, or that nothing changed. Errors stand on the page. */
export function tell(title: string): void {
  void Taro.showToast({ title, icon: 'none' })
}

/** Asks before something that is hard to take back. */
export async function sure(content: string, confirmText: string): Promise<boolean> {
  const { confirm } = await Taro.showModal({ title: '', content, confirmText, cancelText: '再想想' })
  return confirm
}
