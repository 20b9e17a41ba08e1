import type { Api } from './api'
import { addBars } from './bars'

export function addUi(api: Api): void {
  const { overlays } = api.phone
  api.async('showToast', ({ title = '', icon = 'success', image, duration = 1500, mask = false }) => {
    const picture = image ? api.phone.assetUrl(image as string) : undefined
    overlays.showToast(String(title), String(icon), picture, Number(duration), Boolean(mask))
  })
  api.async('hideToast', () => overlays.hideToast())
  api.async('showLoading', ({ title = '', mask = false }) => overlays.showLoading(String(title), Boolean(mask)))
  api.async('hideLoading', () => overlays.hideLoading())
  api.async('showModal', (options) => overlays.modal(options))
  api.async('showActionSheet', async ({ itemList, itemColor, alertText }) => {
    const items = itemList as string[]
    if (!items?.length) throw new Error('parameter error: itemList should not be empty')
    if (items.length > 6) throw new Error('parameter error: itemList should not exceed 6')
    const tapIndex = await overlays.actionSheet(
      (alertText as string | undefined) ?? '',
      items,
      itemColor as string | undefined,
    )
    if (tapIndex < 0) throw new Error('cancel')
    return { tapIndex }
  })
  addBars(api)
  api.async('loadFontFace', () => ({ status: 'loaded' }))
}
