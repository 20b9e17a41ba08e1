import { newKey } from '../../support/server'

const BOUNDARY = 'picture-boundary'

export const FORM = `multipart/form-data; boundary=${BOUNDARY}`

/** A form as `wx.uploadFile` sends it: the key, and the picture. */
export function formWith(picture: Buffer, key = newKey()): Buffer {
  const head = [
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="key"\r\n\r\n${key}\r\n`,
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="picture"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
  ].join('')
  return Buffer.concat([Buffer.from(head), picture, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
}
