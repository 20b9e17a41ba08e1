import type { Api, Options } from './api'

/** wx.scanCode: the fixture, or what the visitor says that the code holds. */
export function addScanning(api: Api): void {
  const { phone } = api
  api.async('scanCode', async () => {
    const read = phone.settings.fixtures.scanCode ?? (await askForCode(api))
    if (typeof read !== 'string') return { charSet: 'UTF-8', scanType: 'QR_CODE', result: '', ...read }
    const page = pageOf(api, read)
    const rawData = btoa(String.fromCharCode(...new TextEncoder().encode(read)))
    // The mini-program's own codes lead to a page and have no text.
    if (page) return { result: '', scanType: 'WX_CODE', charSet: 'UTF-8', path: page, rawData }
    return { result: read, scanType: typeOf(read), charSet: 'UTF-8', rawData }
  })
}

async function askForCode({ phone }: Api): Promise<string> {
  if (phone.scanner) {
    const read = await phone.scanner()
    if (read === null) throw new Error('cancel')
    return read
  }
  if (phone.settings.prompts !== 'ask') throw new Error('cancel')
  const choice = await phone.overlays.modal({ title: '扫一扫', editable: true, placeholderText: '码的内容' })
  if (!choice.confirm || !choice.content) throw new Error('cancel')
  return choice.content
}

/** The path of a page of this mini-program, if the text is one. */
function pageOf({ phone }: Api, text: string): string | undefined {
  const path = text.replace(/^\//, '').split('?')[0]!
  return phone.pages.has(path) ? text.replace(/^\//, '') : undefined
}

function typeOf(text: string): Options[string] {
  if (/^\d{13}$/.test(text)) return 'EAN_13'
  return /^\d{8}$/.test(text) ? 'EAN_8' : 'QR_CODE'
}
